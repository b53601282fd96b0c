import { describe, expect, it } from 'vitest';

import { emptyPage, type Entry, entryOf, ledgerIn, occasionPrint, pageKey, withEntry } from '../../../functions/consumer/state/ledger.ts';
import { emailKey } from '../../../functions/consumer/people/person-ref.ts';
import { peopleIn } from '../../../functions/consumer/state/people.ts';
import { customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import { HOUR, TRIGGER, person, signUp, refund, triggered, reasons } from './messages.ts';
import { DELIVERY } from '../../../shared/config/delivery-settings.ts';
import { openScene, type Scene } from './scene.ts';
import { envelope } from './shop.ts';

const fail = async (): Promise<never> => Promise.reject(new Error('DynamoDB is down'));
const brokenLedger = { read: fail, note: fail, write: fail, seal: fail };

/** Of the first command of a webhook. */
function entryIn(scene: Scene, { id: envelope, commands }: Envelope) {
  const { id = '', command } = commands[0] ?? {};
  const key = pageKey({ envelope, customer: command?.customer ?? {}, command: id });
  const ledger = ledgerIn(scene.state, Date.now);
  return {
    read: async () => entryOf((await ledger.read([key])).get(key) ?? emptyPage(key), id),
    write: async (entry: Entry) => ledger.write([withEntry(emptyPage(key), { id, entry })]),
  };
}

const BEGUN: Entry = { state: 'sending', generation: 0, by: 'an invocation that died' };

describe('never twice', () => {
  it('sends a redelivery once, even beside its twin', async () => {
    const scene = await openScene();
    const message = signUp('a');
    for (let copy = 0; copy < 3; copy += 1) await scene.sendRaw(JSON.stringify(message), 'g');
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
  });

  it('sends what a later webhook under the same id tells besides, and nothing of it twice', async () => {
    const scene = await openScene();
    const first = signUp('a');
    const { command } = first.commands[0] ?? {};
    const more = { id: `${first.id}/besides`, command };
    for (const commands of [first.commands, [...first.commands, more]]) {
      await scene.sendRaw(JSON.stringify({ ...first, commands }), 'g');
      await scene.drain();
    }
    expect(await triggered(scene)).toEqual(['a', 'a']);
    expect(await reasons(scene)).toEqual([]);
  });

  it.each([
    ['a lost answer', { processedButLost: true }],
    ['502', { status: 502, processedButLost: true }],
  ])('knows %s as ambiguous and parks it where the binding says so', async (_, fault) => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, times: 1, ...fault });
    await scene.send(refund('a'));
    await scene.drain();
    expect(await reasons(scene)).toEqual(['ambiguous']);
    expect(await triggered(scene)).toEqual(['a']);
    expect(scene.counts['ambiguous']).toBe(1);
  });

  it('sends an ambiguous event again where the binding does not mind, and counts it', async () => {
    const scene = await openScene();
    await scene.fault({ path: TRIGGER, times: 1, processedButLost: true });
    await scene.send(signUp('a'));
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a', 'a']);
    expect(scene.counts['ambiguous']).toBe(1);
  });

  it('takes a claim that a crash left behind as ambiguous', async () => {
    const scene = await openScene();
    const message = refund('a');
    await entryIn(scene, message).write(BEGUN);
    await scene.tell(message);
    expect(await triggered(scene)).toEqual([]);
    expect(await reasons(scene)).toEqual(['ambiguous']);
  });

  it('sends what was begun for somebody to them, wherever its address leads by now', async () => {
    const scene = await openScene();
    const [first, second] = ['C1', 'C2'].map((id) => customer({ id, email: `${id}@example.com`.toLowerCase() }));
    const bought = (who: Customer) => envelope('paystack', track('refund_issued', { customer: who }));
    await scene.tell(...[first, second].flatMap((who) => (who ? [bought(who)] : [])));
    const people = peopleIn(scene.state, { token: 'reader', until: () => 0, holder: '', now: Date.now });
    const { owner } = await people.lookAgain(emailKey('c1@example.com'));
    const message = envelope('paystack', track('signed_up', { customer: { email: 'c2@example.com' } }));
    await entryIn(scene, message).write({ ...BEGUN, person: owner });
    await scene.tell(message);
    expect((await scene.events()).at(-1)).toMatchObject({ name: 'Signed up', email: 'c1@example.com' });
    expect(scene.counts['ambiguous']).toBe(1);
  });

  it('remembers that it is ambiguous while there is no time to send it again', async () => {
    const scene = await openScene();
    const message = signUp('a');
    await entryIn(scene, message).write(BEGUN);
    await scene.send(message);
    await scene.invoke(({ caller }) => ({ caller: { ...caller, ask: async () => ({ kind: 'held', after: 0 }) } }));
    expect(await entryIn(scene, message).read()).toMatchObject(BEGUN);
  });

  it('calls nobody without the ledger', async () => {
    const scene = await openScene();
    await scene.send(signUp('a'));
    expect(await scene.invoke({ ledger: brokenLedger })).toHaveLength(1);
    expect(await scene.calls()).toEqual([]);
  });
});

describe('a batch', () => {
  it('leaves a message of a later version, and all behind it, for the code that reads it', async () => {
    const scene = await openScene();
    await scene.sendRaw(JSON.stringify({ v: 2, id: 'tomorrow' }), 'clerk:a');
    await scene.send(signUp('a'), signUp('b'));
    expect(await scene.invoke()).toHaveLength(2);
    expect(await triggered(scene)).toEqual(['b']);
  });

  it('starts no call when its time is up, and returns what is left', async () => {
    const scene = await openScene();
    await scene.send(signUp('a'));
    expect(await scene.invoke(({ caller }) => ({ caller: { ...caller, ask: async () => ({ kind: 'held', after: 0 }) } }))).toHaveLength(1);
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
  });

  it('runs a message last that keeps coming back without a trace', async () => {
    const scene = await openScene();
    await scene.send(signUp('a'));
    for (let round = 0; round < 4; round += 1) await scene.invoke({ ledger: brokenLedger });
    await scene.send(signUp('b'));
    await scene.drain();
    expect(await triggered(scene)).toEqual(['b', 'a']);
  });

  it('tells no log line whom it is about', async () => {
    const scene = await openScene();
    await scene.fault({ path: '/customers', status: 422, times: 1 });
    await scene.send(envelope('clerk', upsert({ customer: person('a') })), signUp('a'));
    await scene.drain();
    expect(scene.lines.join('\n')).not.toMatch(/@example|Ada|Obi|234803/);
  });
});

describe('a seal', () => {
  const sealed = (id: string): Envelope => ({ ...signUp(id), seal: 'transmission-1' });

  it('is of one event: a second one under it is parked, and a redelivery of the first is not', async () => {
    const scene = await openScene();
    const first = sealed('a');
    for (const message of [first, { ...sealed('b') }]) {
      await scene.send(message);
      await scene.drain();
    }
    await scene.sendRaw(JSON.stringify(first), 'again');
    await scene.drain();
    expect(await triggered(scene)).toEqual(['a']);
    expect(await scene.parked()).toMatchObject([{ reason: 'rejected', detail: expect.stringContaining('of another event') }]);
  });

  it('is asked of the ledger before anything is sent', async () => {
    const scene = await openScene();
    await scene.send(sealed('a'));
    expect(await scene.invoke({ ledger: { ...brokenLedger, read: async () => new Map() } })).toHaveLength(1);
    expect(await scene.calls()).toEqual([]);
  });
});

describe('an event of long ago', () => {
  const at = (days: number): string => new Date(Date.now() - days * 24 * HOUR).toISOString();
  const bought = (id: string, occurredAt?: string): Envelope =>
    envelope('clerk', track('signed_up', { customer: person(id), occurredAt, occasion: `user:${id}:created` }));

  it('is too late after 25 days, which the ledger outlives, unless nobody knows its time', async () => {
    const { oldestEvent } = DELIVERY;
    const scene = await openScene({ delivery: { oldestEvent } });
    for (const message of [bought('x1', at(26)), bought('x2', at(24)), bought('x3')]) await scene.send(message);
    await scene.drain();
    expect((await triggered(scene)).toSorted()).toEqual(['x2', 'x3']);
    expect(await scene.parked()).toMatchObject([{ reason: 'too-late', detail: expect.stringContaining('delivery.oldestEvent') }]);
  });

  it('is kept in the ledger with its occasion', async () => {
    const scene = await openScene();
    const message = bought('a');
    await scene.send(message);
    await scene.drain();
    expect(await entryIn(scene, message).read()).toMatchObject({ state: 'delivered', occasion: occasionPrint('clerk:user:a:created') });
  });
});

it('keeps a doubt that its binding parks, also of an event that has become too old', async () => {
  const scene = await openScene({
    config: { events: { refund_issued: { event: 'Refund', parameters: {}, onAmbiguous: 'park', maxAge: '1h' } } },
  });
  const message = envelope(
    'clerk',
    track('refund_issued', { customer: person('a'), occurredAt: new Date(Date.now() - 2 * HOUR).toISOString() }),
  );
  await entryIn(scene, message).write(BEGUN);
  await scene.tell(message);
  expect(await reasons(scene)).toEqual(['ambiguous']);
});

it('writes what it could not note once more, before it lets go', async () => {
  const scene = await openScene();
  const message = signUp('a');
  let tries = 0;
  await scene.send(message);
  await scene.invoke(({ ledger }) => ({
    ledger: { ...ledger, write: async (pages) => ((tries += 1) === 1 ? Promise.reject(new Error('throttled')) : ledger.write(pages)) },
  }));
  expect(await entryIn(scene, message).read()).toMatchObject({ state: 'delivered' });
});

it('swallows a copy of what the table should have forgotten, and has not yet', async () => {
  const scene = await openScene();
  const message = signUp('a');
  await scene.tell(message);
  scene.clock.ahead += 31 * 24 * HOUR;
  await scene.sendRaw(JSON.stringify(message), 'copy');
  expect(await scene.invoke()).toEqual([]);
  expect(await triggered(scene)).toEqual(['a']);
});
