import { describe, expect, it } from 'vitest';

import { paddle } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const become = (type: string, data: object) => paddle.events[type]?.({ occurred_at: '2026-01-01T00:00:00Z', data }) ?? [];
const transaction = (over: object) => ({
  id: 'txn_q',
  customer_id: 'ctm_q',
  currency_code: 'USD',
  details: { totals: { grand_total: '65215' } },
  ...over,
});
const secret = 'pdl_ntfset_quirk';
const now = new Date('2026-01-01T00:00:00Z');
const body = Buffer.from('{}');
const verdict = (header: string, at = now) =>
  verify(paddle.signature, { request: { headers: { 'paddle-signature': header }, body }, secrets: [secret], now: at });
const good = paddle.signature.sign({ body, secret, now, id: '' })['paddle-signature'] ?? '';

describe('paddle', () => {
  it('accepts any h1 of a rotation, among schemes it does not know', async () => {
    const other = `h1=${'0'.repeat(64)}`;
    expect(await verdict(`${good};${other};h2=whatever`)).toBe('ok');
    expect(await verdict(good.replace(';', `;${other};`))).toBe('ok');
  });

  it('judges only how old a stamp is', async () => {
    expect(await verdict(good, new Date(now.getTime() + 301_000))).toBe('stale');
    expect(await verdict(good, new Date(now.getTime() - 3_600_000))).toBe('ok');
  });

  it('reads a transaction whose price and product have no name', () => {
    const items = [{ price: { name: null, billing_cycle: null } }];
    expect(become('transaction.completed', transaction({ items, payments: [] }))).toMatchObject([
      { event: { properties: { amount: 65_215 } } },
    ]);
  });

  it('calls an amount that is no number of cents unreadable', () => {
    expect(() => become('transaction.completed', transaction({ details: { totals: { grand_total: '652.15' } } }))).toThrow(RangeError);
  });
});
