import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { homeOf, samplesOf } from '../../local/samples.ts';
import { payloadOf } from '../../shared/webhook/payload.ts';
import { read } from '../../shared/webhook/read.ts';
import { signed } from '../../testing/signed.ts';

const FLAT = { kind: 'topup', user_id: 'u-1' };
const entries = (name: string) => Object.entries(FLAT).map(([key, value]) => ({ [name]: key, value }));

/** The same JSON with this at the path; a number is a place in a list. */
function withAt(
  whole: unknown,
  { path: [step = '', ...rest], value }: { readonly path: readonly string[]; readonly value: unknown },
): unknown {
  const at = Array.isArray(whole) ? [...whole] : { ...(typeof whole === 'object' ? whole : {}) };
  const inner = Object.entries(at).find(([key]) => key === step)?.[1];
  return Object.assign(at, { [step]: rest.length === 0 ? value : withAt(inner, { path: rest, value }) });
}

async function readingWith(
  provider: string,
  { sample: name, at, value }: { readonly sample: string; readonly at: string; readonly value: unknown },
) {
  const [found, sample] = [providers[provider], samplesOf(homeOf(provider)).find((each) => each.name === name)];
  if (!found || !sample) throw new Error(`${provider} has no ${name}`);
  const body = Buffer.from(JSON.stringify(withAt(payloadOf(sample.body), { path: at.split('.'), value })));
  const request = signed(found, { sample: { ...sample, body } });
  const selection = { metadata: ['kind'], customerId: 'metadata.user_id' } as const;
  return read({ provider: found, request, selection, testEvents: 'send', find: async () => undefined });
}

const OWN = { id: 'u-1', own: true };
const CLAIMED = { claimedId: 'u-1' };

describe('what the merchant attached is read where the provider hands it on', () => {
  it.each([
    ['stripe', 'checkout.session.completed', 'data.object.metadata', FLAT, OWN],
    ['stripe', 'charge.refunded', 'data.object.metadata', FLAT, OWN],
    ['stripe', 'invoice.paid-renewal', 'data.object.parent.subscription_details.metadata', FLAT, OWN],
    ['stripe', 'invoice.paid-renewal-2020', 'data.object.subscription_details.metadata', FLAT, OWN],
    ['stripe', 'invoice.paid-renewal-2020', 'data.object.lines.data.0.metadata', FLAT, OWN],
    ['stripe', 'customer.subscription.created', 'data.object.metadata', FLAT, OWN],
    ['stripe', 'payment_intent.succeeded', 'data.object.metadata', FLAT, OWN],
    ['paystack', 'charge.success', 'data.metadata', FLAT, CLAIMED],
    ['paystack', 'charge.success', 'data.metadata', JSON.stringify(FLAT), CLAIMED],
    ['paystack', 'charge.success', 'data.metadata', { custom_fields: entries('variable_name') }, CLAIMED],
    ['paystack', 'charge.dispute.create', 'data.transaction.metadata', FLAT, CLAIMED],
    ['paystack', 'transfer.success', 'data.recipient.metadata', FLAT, CLAIMED],
    ['paystack', 'subscription.create', 'data.customer.metadata', FLAT, CLAIMED],
    ['flutterwave', 'charge.completed', 'meta_data', FLAT, CLAIMED],
    ['flutterwave', 'charge.completed-v4', 'data.meta', FLAT, CLAIMED],
    ['flutterwave', 'transfer.completed', 'data.meta', [{ ...FLAT, email: 'quirk@example.com' }], CLAIMED],
    ['shopify', 'orders.paid', 'note_attributes', entries('name'), CLAIMED],
    ['woocommerce', 'order.created', 'meta_data', entries('key'), CLAIMED],
    ['clerk', 'user.created', 'data.public_metadata', FLAT, OWN],
    ['clerk', 'user.created', 'data.private_metadata', FLAT, OWN],
    ['clerk', 'session.created', 'data.user.public_metadata', FLAT, OWN],
    ['segment', 'order-completed', 'properties.user_id', 'u-1', CLAIMED],
    ['segment', 'identify', 'traits.user_id', 'u-1', CLAIMED],
  ] as const)('%s, %s: %s %j', async (...[provider, sample, at, value, customer]) => {
    const reading = await readingWith(provider, { sample, at, value });
    expect(reading).toMatchObject({ kind: 'read' });
    const commands = reading.kind === 'read' ? reading.commands : [];
    for (const command of commands) {
      expect(command).toMatchObject({ customer });
      if (provider !== 'segment' && command.type === 'track-event') expect(command).toMatchObject({ metadata: { kind: 'topup' } });
    }
    expect(commands.length).toBeGreaterThan(0);
  });

  it.each([0, '', null, [], 'kind=topup', { custom_fields: {} }])('but from %j nothing is', async (value) => {
    const reading = await readingWith('paystack', { sample: 'charge.success', at: 'data.metadata', value });
    const [command] = reading.kind === 'read' ? reading.commands : [];
    expect(command?.customer).not.toHaveProperty('claimedId');
    expect(command).not.toHaveProperty('metadata');
  });

  it('and what users of Clerk write themselves is not', async () => {
    const reading = await readingWith('clerk', { sample: 'user.created', at: 'data.unsafe_metadata', value: FLAT });
    expect(JSON.stringify(reading)).not.toMatch(/u-1|topup/);
  });
});
