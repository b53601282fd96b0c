import { localSecretOf } from '../provider-secrets.ts';
import type { Day } from './day.ts';
import { project } from './project.ts';
import type { Failure } from './scene.ts';
import { genuine, send, type Sent } from './webhooks.ts';

/** A provider sends again what was not taken. */
async function sendAgain({ run }: Day, webhook: Sent): Promise<void> {
  const status = await send(run, webhook);
  if (status !== 200) throw new Error(`sent again, and answered ${status}`);
}

const signUp = genuine('clerk', 'sign-up');
const late = genuine('paystack');

const inSequence = async (count: number, work: () => Promise<unknown>): Promise<void> => {
  for (let done = 0; done < count; done += 1) await work();
};

export const FAILURES_HERE: readonly Failure[] = [
  {
    title: 'the secret of a provider with one sign-up a day is wrong',
    alarm: 'ClerkReceiverMistrusted',
    within: 5,
    section: 'mistrusted-webhooks',
    without: ['clerk'],
    act: async (day) => {
      await day.secret('ClerkSecret', JSON.stringify({ secrets: [`whsec_${Buffer.alloc(24, 7).toString('base64')}`] }));
      await send(day.run, signUp);
    },
    mending: [{ command: 'secrets set clerk', input: localSecretOf('clerk', project) }],
    recover: async (day) => sendAgain(day, signUp),
    over: 5,
  },
  {
    title: 'the secret of a busy provider was changed there alone',
    alarm: 'PaystackReceiverMistrusted',
    within: 5,
    section: 'mistrusted-webhooks',
    act: async ({ run }) => inSequence(4, async () => send(run, { ...genuine('paystack'), secret: 'sk_live_the_new_one_of_theirs' })),
    mending: [{ command: 'secrets set paystack --rotate', input: 'sk_live_the_new_one_of_theirs' }],
    recover: async ({ run }) => inSequence(5, async () => send(run, { ...genuine('paystack'), secret: 'sk_live_the_new_one_of_theirs' })),
    over: 5,
  },
  {
    title: 'a provider falls silent',
    alarm: 'PaystackReceiverSilence',
    within: 25 * 60,
    section: 'a-provider-is-silent',
    step: 30,
    act: async () => {},
    mending: [{ command: 'connect paystack' }],
    recover: async (day) => sendAgain(day, genuine('paystack')),
    over: 5,
  },
  {
    title: 'more at once than the gateway lets in',
    alarm: 'Gateway',
    within: 5,
    section: 'the-gateway-turns-webhooks-away',
    act: async ({ run }) =>
      Promise.all(Array.from({ length: 1500 }, async () => send(run, { provider: 'paystack', body: '{}', secret: null }))),
    over: 10,
  },
  {
    title: 'a receiver crashes',
    alarm: 'Gateway',
    within: 5,
    section: 'the-gateway-turns-webhooks-away',
    act: async ({ run }) => {
      const receiver = run.functions['PaystackReceiver'];
      const sent = Promise.all([1, 2, 3].map(async () => send(run, genuine('paystack'))));
      receiver?.kill();
      await sent;
    },
    over: 10,
  },
  {
    title: 'Lambda starts no receiver',
    alarm: 'Throttles',
    within: 5,
    section: 'receivers-are-throttled',
    act: async ({ run }) => {
      run.functions['PaystackReceiver']?.throttle(true);
      await send(run, late);
    },
    mending: [{ command: 'doctor' }],
    async recover(day) {
      day.run.functions['PaystackReceiver']?.throttle(false);
      await sendAgain(day, late);
    },
    over: 10,
  },
  {
    title: 'the consumer crashes',
    alarm: 'Consumer',
    within: 5,
    section: 'the-consumer-fails',
    act: async (day) => {
      const crashing = setInterval(() => day.run.functions['Consumer']?.kill(), 20);
      await send(day.run, genuine('paystack'));
      await day.until('Consumer').finally(() => clearInterval(crashing));
    },
    mending: [{ command: 'doctor' }],
    recover: async (day) => day.settled(),
    over: 10,
  },
  {
    title: 'DynamoDB turns requests away',
    alarm: 'TableThrottles',
    within: 5,
    section: 'the-table-is-throttled',
    act: async (day) => {
      day.tables.throttle(true);
      await send(day.run, genuine('paystack'));
      await day.until('TableThrottles').finally(() => day.tables.throttle(false));
    },
    mending: [{ command: 'doctor' }],
    recover: async (day) => day.settled(),
    over: 10,
  },
  {
    title: 'a genuine webhook is too large',
    alarm: 'Untaken',
    within: 5,
    section: 'webhooks-not-taken',
    act: async ({ run }) => send(run, { provider: 'clerk', body: Buffer.alloc(2_000_000, ' ') }),
    over: 10,
  },
];
