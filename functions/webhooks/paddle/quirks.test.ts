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
const subscription = (over: object) => ({
  id: 'sub_q',
  customer_id: 'ctm_q',
  status: 'active',
  currency_code: 'USD',
  billing_cycle: { interval: 'month', frequency: 1 },
  ...over,
});
const identify = (payload: object) => paddle.identify({ headers: {}, body: Buffer.alloc(0) }, payload);
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

  it('calls the simulator’s events tests, and never lets one stand for a real one', () => {
    const data = { id: 'adj_q', action: 'refund', status: 'approved' };
    expect(identify({ event_id: 'ntfsimevt_q', event_type: 'adjustment.updated', data })).toMatchObject({
      id: 'ntfsimevt_q',
      mode: 'test',
    });
    expect(identify({ event_id: 'evt_q', event_type: 'adjustment.updated', data }).mode).toBe('live');
  });

  it('counts an approved refund once, told at its creation and at its updates', () => {
    const id = (event_id: string, event_type: string, status: string) =>
      identify({ event_id, event_type, data: { id: 'adj_q', action: 'refund', status } }).id;
    expect(id('evt_1', 'adjustment.created', 'approved')).toBe(id('evt_2', 'adjustment.updated', 'approved'));
    expect(id('evt_1', 'adjustment.created', 'pending_approval')).toBe('evt_1');
  });

  it('tells a scheduled end once, whatever else is updated before it', () => {
    const scheduled_change = { action: 'cancel', effective_at: '2026-02-01T00:00:00Z' };
    const id = (event_id: string, change: object | null) =>
      identify({ event_id, event_type: 'subscription.updated', data: subscription({ scheduled_change: change }) }).id;
    expect(id('evt_1', scheduled_change)).toBe(id('evt_2', scheduled_change));
    expect(id('evt_1', { ...scheduled_change, effective_at: '2026-03-01T00:00:00Z' })).not.toBe(id('evt_2', scheduled_change));
    expect(id('evt_1', null)).toBe('evt_1');
    const ended = { event_id: 'evt_3', event_type: 'subscription.canceled', data: subscription({ canceled_at: '2026-02-01T00:00:00.4Z' }) };
    expect(identify(ended).id).toBe(id('evt_1', scheduled_change));
  });

  it.each([
    [
      'a month after it was billed',
      { items: [{ previously_billed_at: '2026-01-31T08:00:00Z' }], canceled_at: '2026-02-28T08:00:57Z' },
      'subscription_changed',
    ],
    [
      'with its trial',
      { items: [{ trial_dates: { ends_at: '2026-01-15T08:00:00Z' } }], canceled_at: '2026-01-15T08:00:57Z' },
      'subscription_changed',
    ],
    [
      'with its period',
      { current_billing_period: { ends_at: '2026-01-15T08:00:00Z' }, canceled_at: '2026-01-15T08:00:57Z' },
      'subscription_changed',
    ],
    [
      'in between',
      { items: [{ previously_billed_at: '2026-01-31T08:00:00Z' }], canceled_at: '2026-02-11T08:00:57Z' },
      'subscription_cancelled',
    ],
    ['without a word of its periods', { canceled_at: '2026-02-11T08:00:57Z' }, 'subscription_cancelled'],
  ])('takes a subscription that ends %s for one whose end was told or not', (_when, data, name) => {
    expect(become('subscription.canceled', subscription({ ...data, status: 'canceled' }))).toMatchObject([{ event: { name } }]);
  });

  it('tells an activation only where a trial has become a subscription', () => {
    const activated = (started_at: unknown) => become('subscription.activated', subscription({ started_at }));
    expect(activated('2025-12-18T00:00:00Z')).toMatchObject([
      { event: { name: 'subscription_changed', properties: { status: 'active' } } },
    ]);
    for (const started_at of ['2025-12-31T23:59:57Z', null]) expect(activated(started_at)).toEqual([]);
  });

  it('knows the newest attempt by its time, wherever it stands', () => {
    const attempts = [
      { payment_attempt_id: 'a1', status: 'error', error_code: 'declined', created_at: '2026-01-01T00:00:00Z' },
      { payment_attempt_id: 'a2', status: 'error', error_code: 'expired_card', created_at: '2026-01-02T00:00:00Z' },
    ];
    for (const payments of [attempts, attempts.toReversed()])
      expect(become('transaction.payment_failed', transaction({ payments }))).toMatchObject([
        { occasion: 'transaction:txn_q:failed:a2', event: { properties: { reason: 'expired_card' } } },
      ]);
  });

  it('gives no amount for a price in another currency than is billed, or for a free one', () => {
    const item = (unit_price: object) => ({ quantity: 2, price: { name: 'Gold', unit_price } });
    const started = (unit_price: object) => become('subscription.created', subscription({ items: [item(unit_price)] }));
    expect(started({ amount: '900', currency_code: 'USD' })).toMatchObject([{ event: { properties: { amount: 1800 } } }]);
    for (const price of [
      { amount: '900', currency_code: 'EUR' },
      { amount: '0', currency_code: 'USD' },
    ])
      expect(started(price)).not.toHaveProperty('0.event.properties.amount');
  });

  it('says nothing of a transaction or a refund of nothing, and has nobody to tell of one that names no customer', () => {
    const nothing = { details: { totals: { grand_total: '0' } } };
    expect(become('transaction.completed', transaction(nothing))).toEqual([]);
    expect(become('transaction.payment_failed', transaction(nothing))).toEqual([]);
    const refund = {
      id: 'adj_q',
      action: 'refund',
      status: 'approved',
      customer_id: 'ctm_q',
      currency_code: 'USD',
      totals: { total: '0' },
    };
    expect(become('adjustment.updated', refund)).toEqual([]);
    expect(become('transaction.completed', transaction({ customer_id: null }))).toBe('nobody');
    expect(become('adjustment.updated', { ...refund, totals: { total: '900' }, customer_id: null })).toBe('nobody');
    expect(become('subscription.created', subscription({ customer_id: null }))).toBe('nobody');
  });

  it('loses no transaction over a detail of another form', () => {
    const details = { totals: { grand_total: 900 }, line_items: 'none' };
    const odd = transaction({ details, items: {}, payments: null, subscription_id: {} });
    expect(paddle.events['transaction.completed']?.({ occurred_at: 'now', data: odd })).toMatchObject([
      { event: { properties: { amount: 900 } }, unread: ['occurredAt'] },
    ]);
  });
});
