import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { lookup } from './lookup.ts';
import { mono } from './provider.ts';

const identify = (payload: object) => mono.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload);
const debit = { status: 'successful', amount: 50_000, mandate: 'mmc_1', reference_number: 'r', customer: 'c1' };
const told = (event: string, data: object) => mono.events[event]?.({ event, data }) ?? [];
const become = (event: string, data: object) => commandsOf(told(event, data))[0];
const payment = (fields: object) => ({ object: { id: 'txd_1', status: 'successful', amount: 50_000, currency: 'NGN', ...fields } });

describe('mono', () => {
  it('finds the mode in either spelling and in either place', () => {
    const modes = [{ live_mode: false }, { liveMode: false }, { object: { liveMode: false } }, { object: { liveMode: true } }, {}, null];
    expect(modes.map((data) => identify({ event: 'e', data }).mode)).toEqual(['test', 'test', 'test', 'live', 'live', 'live']);
  });

  it('tells webhooks without an event_id apart by their bytes', () => {
    const [one, other] = [
      { event: 'e', data: { n: 1 } },
      { event: 'e', data: { n: 2 } },
    ];
    expect(identify(one).id).toBe(identify(one).id);
    expect(identify(one).id).not.toBe(identify(other).id);
  });

  it('leads from a cancelled mandate to the customer of its debits', () => {
    const cancelled = become('events.mandate.action.cancel', { mandate: 'mmc_1' });
    expect(become('events.mandates.debit.successful', debit)?.customer).toEqual({ id: 'c1', aliases: cancelled?.customer.aliases });
  });

  it('looks up the customer where one is named, in either place', () => {
    const references = [{ customer: 'c1' }, { object: { customer: 'c2' } }, { mandate: 'mmc_1' }, { customer: { id: 'x' } }, null];
    expect(references.map((data) => lookup.reference({ event: 'e', data }))).toEqual(['c1', 'c2', null, 'x', null]);
  });

  it('reads a debit in kobo', () => {
    expect(become('events.mandates.debit.failed', { ...debit, status: 'failed', message: '' })).toMatchObject({
      event: { name: 'payment_failed', properties: { amount: 50_000, currency: 'NGN' } },
    });
  });

  it('leads from the account of a one-time payment to the customer who linked it', () => {
    const paid = become('direct_debit.payment_successful', payment({ account: { _id: 'acc_1' } }));
    expect(paid?.customer).toEqual({ aliases: ['account:acc_1'] });
    expect(become('direct_debit.payment_successful', payment({ account: 'acc_1' }))?.customer).toEqual(paid?.customer);
    expect(become('mono.events.account_connected', { id: 'acc_1', customer: 'c1' })).toMatchObject({
      type: 'upsert-customer',
      customer: { id: 'c1', aliases: ['account:acc_1'] },
    });
  });

  it('calls what names neither customer nor account nobody’s', () => {
    expect(told('mono.events.account_connected', { id: 'acc_1' })).toBe('nobody');
    expect(told('direct_debit.payment_successful', payment({ account: null }))).toBe('nobody');
  });

  it('tells a debit swept from several accounts once', () => {
    const names = ['debit_attempt.successful', 'debit_attempt.successful', 'debit.successful', 'debit.partial_debit_successful'];
    const ids = names.map((name, n) => identify({ event: `events.mandates.${name}`, event_id: `e${n}`, data: debit }).id);
    expect(new Set(ids)).toEqual(new Set(['events.mandates.debit:r:successful']));
    expect(identify({ event: 'events.mandates.debit.failed', event_id: 'e9', data: debit }).id).toBe('e9');
  });

  it('knows a payment without an event_id by its own id, however it is written', () => {
    const ids = [{}, { flagged: false }].map((more) => identify({ event: 'direct_debit.payment_successful', data: payment(more) }).id);
    expect(ids).toEqual(Array(2).fill('direct_debit.payment_successful:txd_1'));
  });

  it('identifies the test button as a test, and what stands in a second envelope', () => {
    expect(identify({ event: 'mono.events.webhook_test', data: { message: 'test' } }).mode).toBe('test');
    const dispute = { data: { event: 'mono.transaction.dispute_initiated', event_id: 'd1', data: { reference: 'r' } } };
    expect(identify(dispute)).toMatchObject({ type: 'mono.transaction.dispute_initiated', id: 'd1' });
  });

  it('tells a mandate without an amount that is none', () => {
    const mandate = { id: 'mmc_1', status: 'approved', customer: { id: 'c1' }, amount: '' };
    expect(become('events.mandates.approved', mandate)).toMatchObject({
      customer: { id: 'c1' },
      event: { properties: { reference: 'mmc_1' } },
    });
  });

  it('reads a debit whatever stands where nothing decides, and no other', () => {
    const event = 'events.mandates.debit.successful';
    expect(become(event, { ...debit, amount: '50000', date: 'today', narration: {}, customer: {} })).toMatchObject({
      unread: ['occurredAt'],
      event: { properties: { amount: 50_000 } },
    });
    for (const odd of [{ amount: null }, { amount: {} }, { amount: 'all' }, { status: 'processing' }, { mandate: null }])
      expect(() => told(event, { ...debit, ...odd }), JSON.stringify(odd)).toThrow(/./);
    expect(told(event, { ...debit, amount: 0 })).toEqual([]);
  });
});
