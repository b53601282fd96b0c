import { describe, expect, it } from 'vitest';

import { flutterwave } from '../../../functions/webhooks/flutterwave/provider.ts';
import { segment } from '../../../functions/webhooks/segment/provider.ts';
import { shopify } from '../../../functions/webhooks/shopify/provider.ts';
import type { Outcome } from '../../../shared/webhook/accept.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { report } from '../../../shared/webhook/receiver.ts';
import { observed } from '../../functions/consumer/observed.ts';
import { NOW, world } from './world.ts';

/** What a receiver says of an outcome: its counts and its lines. */
function saidOf(provider: Provider, outcome: Outcome) {
  const { counts, lines, ...voice } = observed();
  report(outcome, { provider, ...voice });
  return { counts, lines: lines.join('\n') };
}

const SECRET = 'sk_live_world';
async function told(provider: Provider, { body, headers = {} }: { readonly body: object; readonly headers?: Record<string, string> }) {
  const text = JSON.stringify(body);
  const proof = provider.signature.sign({ body: Buffer.from(text), secret: SECRET, now: NOW, id: 'msg_1' });
  return saidOf(provider, await world({ provider }).receive(text, { headers: { ...headers, ...proof } }));
}

describe('a receiver', () => {
  it('counts and names what it left out, and says no word of it', async () => {
    const order = { type: 'track', event: 'Order Completed', messageId: 'm', userId: 'u', timestamp: 'last week' };
    const { counts, lines } = await told(segment, { body: { ...order, properties: { total: 'plenty', currency: 'USD', order_id: 'o' } } });
    expect(counts).toMatchObject({ 'unread segment amount': 1, 'unread segment occurredAt': 1 });
    expect(lines).toContain('amount');
    expect(lines).not.toMatch(/plenty|last week/);
  });

  it('counts a sale to nobody', async () => {
    const order = { id: 1, currency: 'NGN', total_price: '10.00', financial_status: 'paid', line_items: [], customer: null };
    const { counts } = await told(shopify, { body: order, headers: { 'x-shopify-topic': 'orders/paid' } });
    expect(counts['nobody shopify']).toBe(1);
  });

  it("names Flutterwave's bare secret hash as what it is", () => {
    const claim = flutterwave.signature.claim({ headers: { 'flutterwave-signature': SECRET }, body: Buffer.from('{}') }, {});
    expect(claim).toBe('malformed');
    expect(saidOf(flutterwave, { kind: 'refused', verdict: 'malformed' }).lines).toMatch(/bare secret hash/);
  });
});

describe('what alarms watch', () => {
  const countsOf = (outcome: Outcome) => Object.keys(saidOf(shopify, outcome).counts).filter((name) => /^(?!webhooks)\w+$/.test(name));

  it.each<readonly [string, Outcome, readonly string[]]>([
    ['no signature', { kind: 'refused', verdict: 'unsigned' }, []],
    ['a signature of another form', { kind: 'refused', verdict: 'malformed' }, []],
    ['a wrong signature', { kind: 'refused', verdict: 'mismatch' }, ['mistrusted']],
    ['an old signature', { kind: 'refused', verdict: 'stale' }, ['mistrusted']],
    ['5 MB of a stranger', { kind: 'oversized', bytes: 5e6, claimed: false }, []],
    ['5 MB of the provider', { kind: 'oversized', bytes: 5e6, claimed: true }, ['untaken']],
    ['junk before there is a secret', { kind: 'unavailable', what: 'no-secret', cause: '' }, []],
    ['a certificate that the request names', { kind: 'unavailable', what: 'certificate', cause: '' }, []],
    ['a queue that is not there', { kind: 'unavailable', what: 'queue', cause: '' }, ['untaken']],
    ['a verified webhook', { kind: 'ignored', type: 'x', why: 'test', verifiedBy: 'current' }, ['trusted', 'testEvents']],
    ['a ping', { kind: 'ignored', type: 'handshake', why: 'handshake' }, []],
  ])('%s', (_, outcome, counted) => {
    expect(countsOf(outcome)).toEqual(counted);
  });

  it('the previous secret is counted, for as long as it is needed', () => {
    const { counts } = saidOf(shopify, { kind: 'ignored', type: 'x', why: 'unlisted', verifiedBy: 'previous' });
    expect(counts).toMatchObject({ 'trusted shopify': 1, 'verified shopify previous': 1 });
  });
});
