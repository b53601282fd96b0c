import type { Day } from './day.ts';
import type { Trick } from './scene.ts';
import { genuine, send, type Sent } from './webhooks.ts';

const PROVIDERS = ['clerk', 'paystack', 'stripe', 'woocommerce', 'paypal'] as const;
const JUNK = JSON.stringify({ event: 'charge.success', data: { amount: 1e9, customer: { email: 'mallory@example.com' } } });

const times = async (count: number, work: (index: number) => Promise<unknown>): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, async (_, index) => work(index)));

/** As it would look; no secret makes it. */
const FORGED = { 'stripe-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'a'.repeat(64)}` };

const paypal = (url: string): Sent => ({
  provider: 'paypal',
  body: JUNK,
  secret: null,
  headers: {
    'paypal-transmission-id': 'id',
    'paypal-transmission-time': new Date().toISOString(),
    'paypal-transmission-sig': Buffer.alloc(256, 1).toString('base64'),
    'paypal-auth-algo': 'SHA256withRSA',
    'paypal-cert-url': url,
  },
});

interface Under {
  readonly name: string;
  readonly text: string;
  work(): Promise<unknown>;
}

/** Afterwards it is as it was. */
async function withSecret(day: Day, { name, text, work }: Under): Promise<void> {
  const before = await day.secret(name, text);
  await work();
  await day.secret(name, before);
}

interface Raw extends RequestInit {
  readonly path: string;
}

const raw = async ({ run }: Day, { path, ...init }: Raw): Promise<number> => (await fetch(`${run.gateway}${path}`, init)).status;

/** What whoever finds the URLs can do. */
export const TRICKS: readonly Trick[] = [
  {
    title: 'an unsigned flood below the throttle of each route',
    act: async ({ run }) => {
      for (const provider of PROVIDERS) await times(40, async () => send(run, { provider, body: JUNK, secret: null }));
    },
  },
  {
    title: '5 MB without a signature',
    act: async ({ run }) =>
      times(3, async (index) => send(run, { provider: PROVIDERS[index] ?? 'clerk', body: Buffer.alloc(4_500_000, 'x'), secret: null })),
  },
  {
    title: 'junk with a well-formed signature before a secret is set',
    act: async (day) =>
      withSecret(day, {
        name: 'StripeSecret',
        text: '{"secrets":[]}',
        work: async () => times(5, async () => send(day.run, { provider: 'stripe', body: JUNK, secret: null, headers: FORGED })),
      }),
  },
  {
    title: "a certificate of PayPal's at somebody else's host",
    act: async ({ run }) => times(5, async () => send(run, paypal('https://paypal.com.evil.example/v1/notifications/certs/CERT-1'))),
  },
  {
    title: "a certificate at a host of PayPal's that does not exist",
    act: async (day) =>
      withSecret(day, {
        name: 'PaypalSecret',
        text: '{"secrets":["public-roots"]}',
        work: async () => times(2, async () => send(day.run, paypal('https://no-such-host.paypal.com/v1/notifications/certs/CERT-1'))),
      }),
  },
  {
    title: 'a flood of WooCommerce pings',
    act: async (day) =>
      times(60, async (index) =>
        raw(day, {
          path: '/webhooks/woocommerce',
          method: 'POST',
          body: `webhook_id=${index}`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ),
  },
  {
    title: 'signatures of another form',
    act: async ({ run }) =>
      times(20, async (index) =>
        send(run, {
          provider: PROVIDERS[index % 4] ?? 'clerk',
          body: JUNK,
          secret: null,
          headers: { 'x-paystack-signature': 'abc', 'stripe-signature': 'v1=zz', 'svix-signature': 'v9,', 'x-wc-webhook-signature': '%%' },
        }),
      ),
  },
  {
    title: 'routes that do not exist, and methods',
    act: async (day) =>
      times(30, async (index) =>
        raw(day, { path: `/${['', 'webhooks/none', 'webhooks/clerk/../..', '.env'][index % 4]}`, method: index % 2 ? 'GET' : 'DELETE' }),
      ),
  },
  {
    title: 'bodies that the gateway itself refuses, empty ones, and no JSON',
    act: async (day) => {
      await raw(day, { path: '/webhooks/paystack', method: 'POST', body: new Uint8Array(10_600_000) });
      await times(20, async (index) =>
        raw(day, { path: '/webhooks/clerk', method: 'POST', body: ['', '{', '\u0000', '[['.repeat(9000)][index % 4] ?? '' }),
      );
    },
  },
  {
    title: "a genuine webhook's body with its signature taken off, and cut",
    act: async ({ run }) =>
      times(20, async (index) => {
        const { provider, body } = genuine(index % 2 ? 'clerk' : 'paystack');
        return send(run, { provider, body: body.slice(0, 100 + index), secret: null });
      }),
  },
];
