import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { customer, track, upsert } from '../../../shared/bunce/command.ts';
import { dedupOf, Envelope, envelopeOf, sqsId } from '../../../shared/queue/envelope.ts';
import { parkedDedup } from '../../../shared/queue/parked.ts';

const bought = (fields: Parameters<typeof customer>[0]) => track('purchase_completed', { customer: customer(fields) });
const origin = (id: string) => ({
  provider: 'paystack',
  identity: { type: 'charge.success', id, mode: 'live' as const },
  receivedAt: new Date(0),
});

describe('an envelope', () => {
  it('survives the queue unchanged, whatever the ids and names hold', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(text, text, fc.emailAddress(), (id, name, email) => {
        const envelope = envelopeOf(origin(id), [bought({ id, firstName: name, email })]);
        expect(Envelope.parse(JSON.parse(JSON.stringify(envelope)))).toEqual(JSON.parse(JSON.stringify(envelope)));
      }),
    );
  });

  it('is one group per person: by the customer id, else by a hash of the e-mail', () => {
    const byId = envelopeOf(origin('1'), [bought({ id: 'c', email: 'a@example.com' })]);
    const byEmail = envelopeOf(origin('1'), [bought({ email: 'a@example.com' })]);
    expect(byId.group).toBe('paystack:c');
    expect(byEmail.group).toMatch(/^paystack:[0-9a-f]{64}$/);
  });

  it('is one group per thread where the provider names one, whoever is told of', () => {
    const thread = { ...origin('1'), thread: 'order:7' };
    expect(envelopeOf(thread, [bought({ id: 'c' })]).group).toBe('paystack:order:7');
    expect(envelopeOf(thread, [bought({ aliases: ['order:7'] })]).group).toBe('paystack:order:7');
    expect(envelopeOf({ ...thread, thread: 'a@example.com' }, [bought({ id: 'c' })]).group).toBe(
      envelopeOf(origin('1'), [bought({ email: 'a@example.com' })]).group,
    );
  });

  it('of several people is a group of its own', () => {
    expect(envelopeOf(origin('1'), [bought({ id: 'a' }), bought({ id: 'b' })]).group).toBe('paystack/1');
  });

  it('refuses fields it does not know', () => {
    const envelope = envelopeOf(origin('1'), [bought({ id: 'a' })]);
    expect(Envelope.safeParse({ ...envelope, extra: 1 }).success).toBe(false);
    expect(Envelope.safeParse({ ...envelope, v: 2 }).success).toBe(false);
  });

  it('has ids that SQS takes, and another one for each replay', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (id) => /^[!-~]{1,128}$/.test(sqsId(id))));
    const envelope = envelopeOf(origin('1'), [bought({ id: 'a' })]);
    expect(dedupOf(envelope)).not.toBe(dedupOf({ ...envelope, generation: 1 }));
  });

  it('keeps the ids of its commands whatever is told besides and in whatever order', () => {
    const told = fc.uniqueArray(
      fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('purchase_completed', 'payment_failed', 'upsert')),
      {
        selector: String,
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(told, fc.func(fc.nat()), fc.nat(), (pairs, place, cut) => {
        const all = pairs.map(([id, name]) => (name === 'upsert' ? upsert({ customer: { id } }) : track(name, { customer: { id } })));
        const [before, after] = [all.slice(0, 1 + (cut % all.length)), [...all].sort((one, other) => place(one) - place(other))];
        const ids = new Map(envelopeOf(origin('1'), after).commands.map(({ id, command }) => [command, id]));
        for (const { id, command } of envelopeOf(origin('1'), before).commands) expect(ids.get(command)).toBe(id);
        expect(new Set(ids.values()).size).toBe(all.length);
      }),
    );
  });

  it('numbers only those of its commands that say the same of the same person, and names nobody', () => {
    const { commands } = envelopeOf(origin('1'), [
      bought({ email: 'a@example.com' }),
      bought({ id: 'b' }),
      bought({ email: 'a@example.com' }),
      bought({}),
    ]);
    const [one, other, again, nobody] = commands.map(({ id }) => id);
    expect(one).toMatch(/^paystack\/1\/track-event:purchase_completed:[0-9a-f]{12}$/);
    expect(again).toBe(`${one}#2`);
    expect(other).not.toBe(one);
    expect(nobody).toBe('paystack/1/track-event:purchase_completed');
  });

  it('of which two parts are replayed is swallowed in neither', () => {
    const { commands, ...rest } = envelopeOf(origin('1'), [bought({ id: 'a' }), bought({ id: 'a' })]);
    const [one, two] = commands.map((command) => ({ ...rest, commands: [command], generation: 1 }));
    expect(one && dedupOf(one)).not.toBe(two && dedupOf(two));
    const [parked, other] = [one, two].map((envelope) => parkedDedup({ id: rest.id, generation: 1, reason: 'rejected', envelope }));
    expect(parked).not.toBe(other);
  });
});
