import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { lookup } from './lookup.ts';
import { mono } from './provider.ts';

const identify = (payload: object) => mono.identify({ headers: {}, body: Buffer.from(JSON.stringify(payload)) }, payload);
const debit = { status: 'successful', amount: 50_000, mandate: 'mmc_1', reference_number: 'r', customer: 'c1' };
const become = (event: string, data: object) => commandsOf(mono.events[event]?.({ event, data }) ?? [])[0];

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
    expect(references.map((data) => lookup.reference({ event: 'e', data }))).toEqual(['c1', 'c2', null, null, null]);
  });

  it('reads a debit in kobo', () => {
    expect(become('events.mandates.debit.failed', { ...debit, status: 'failed', message: '' })).toMatchObject({
      event: { name: 'payment_failed', properties: { amount: 50_000, currency: 'NGN' } },
    });
  });
});
