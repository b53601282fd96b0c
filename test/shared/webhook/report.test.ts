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
