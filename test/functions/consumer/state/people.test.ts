import type { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import type { Person } from '../../../../functions/consumer/people/person.ts';
import type { Lease } from '../../../../functions/consumer/state/lease.ts';
import { peopleIn } from '../../../../functions/consumer/state/people.ts';
import { tokensIn } from '../../../../functions/consumer/state/tokens.ts';
import { type Table, table } from '../../../../shared/runtime/table.ts';
import { openState, openTable } from '../tables.ts';

const NOON = Date.UTC(2026, 0, 1, 12);

interface Instance {
  readonly token?: string;
  readonly now?: number;
  readonly holder?: string;
}

/** An invocation that began at `now` and ends a minute later. */
const invocation = (state: Table, { token = 'one', now = NOON, holder = 'h' }: Instance = {}) =>
  peopleIn(state, { token, until: () => now + 60_000, holder, now: () => now });

const leased = (lease: Lease | 'taken'): Lease => {
  if (lease === 'taken') throw new Error('taken');
  return lease;
};

const WHOLE: Omit<Person, 'id'> = {
  email: 'ada@example.com',
  bunceId: 'user_1',
  told: false,
  account: 'user_1',
  wasGuest: true,
  idOnly: true,
  refused: true,
  marks: { p: NOON, '3c0f2a1b': NOON + 1 },
  erasedAt: NOON,
  forward: 'another',
};

describe('a lease', () => {
  it('makes the person, who is nobody yet', async () => {
    const people = invocation(await openState());
    expect(leased(await people.lease('p')).person).toMatchObject({ id: 'p', marks: {}, told: false, idOnly: false });
    expect(people.seen('p')).toMatchObject({ id: 'p' });
  });

  it('is one invocation’s: another finds it taken, until it is let go', async () => {
    const state = await openState();
    const lease = leased(await invocation(state).lease('p'));
    const other = invocation(state, { token: 'two' });
    expect(await other.lease('p')).toBe('taken');
    expect(await lease.release()).toBe(true);
    expect(await other.lease('p')).not.toBe('taken');
  });

  it('is taken for a second strand of the same invocation', async () => {
    const people = invocation(await openState());
    const lease = leased(await people.lease('p'));
    expect(await people.lease('p')).toBe('taken');
    await lease.release();
    expect(await people.lease('p')).not.toBe('taken');
  });

  it('ends with its invocation, not before', async () => {
    const state = await openState();
    await invocation(state).lease('p');
    expect(await invocation(state, { token: 'two', now: NOON + 59_999 }).lease('p')).toBe('taken');
    expect(await invocation(state, { token: 'two', now: NOON + 60_001 }).lease('p')).not.toBe('taken');
  });

  it('knows itself when the answer was lost and the request repeated', async () => {
    const { client } = await openTable();
    // As the SDK does of itself when the connection breaks after DynamoDB took the item.
    const send = async (command: UpdateItemCommand) => {
      await client.send(command);
      return client.send(command);
    };
    const state = table({ client: { send }, name: 'state', sleep: async () => undefined });
    const lease = leased(await invocation(state).lease('p', { account: 'user_1' }));
    expect(lease.person.account).toBe('user_1');
  });

  it('writes what was learnt with its release, and whoever comes next reads all of it', async () => {
    const state = await openState();
    const lease = leased(await invocation(state).lease('p'));
    lease.learn(WHOLE);
    await lease.release();
    expect(leased(await invocation(state, { token: 'two' }).lease('p')).person).toEqual({ id: 'p', ...WHOLE });
    expect(await invocation(state).peek('p')).toEqual({ id: 'p', ...WHOLE });
  });

  it('forgets what was learnt to be undefined', async () => {
    const state = await openState();
    for (const news of [WHOLE, { email: undefined, bunceId: undefined, account: undefined, marks: {} }]) {
      const lease = leased(await invocation(state).lease('p'));
      lease.learn(news);
      await lease.release();
    }
    const { person } = leased(await invocation(state).lease('p'));
    expect(person).toMatchObject({ email: undefined, bunceId: undefined, account: undefined, marks: {}, forward: 'another' });
  });

  it('that is somebody else’s by now writes nothing and frees nothing', async () => {
    const state = await openState();
    const slow = leased(await invocation(state).lease('p'));
    const quick = leased(await invocation(state, { token: 'two', now: NOON + 61_000 }).lease('p'));
    slow.learn({ email: 'late@example.com' });
    slow.learn({ forward: 'q' });
    await tokensIn(state).write('p', 'of the other');
    expect(await slow.release()).toBe(false);
    expect(await tokensIn(state).read('p')).toBe('of the other');
    expect(await invocation(state, { token: 'three', now: NOON + 61_000 }).lease('p')).toBe('taken');
    expect(await quick.release()).toBe(true);
    expect((await invocation(state).peek('p'))?.email).toBeUndefined();
  });

  it('gives the account to whom has none, and to nobody else', async () => {
    const state = await openState();
    const first = leased(await invocation(state).lease('p', { account: 'user_1' }));
    await first.release();
    expect(leased(await invocation(state).lease('p', { account: 'user_2' })).person.account).toBe('user_1');
  });

  it('says of whom an account became whether somebody met them as a guest before, also where that was never let go', async () => {
    const state = await openState();
    await invocation(state).lease('p');
    const guest = leased(await invocation(state, { token: 'two', now: NOON + 61_000 }).lease('p', { account: 'user_1' }));
    expect(guest.person).toMatchObject({ account: 'user_1', wasGuest: true });
    await leased(await invocation(state).lease('q', { account: 'user_2' })).release();
    await leased(await invocation(state).lease('q')).release();
    expect(await invocation(state).peek('q')).toMatchObject({ account: 'user_2', wasGuest: false });
  });

  it('keeps the e-mail that a guest was met by, also where that was never let go, and says it of nobody who is erased', async () => {
    const state = await openState();
    await invocation(state).lease('p', { email: 'ada@example.com' });
    const met = leased(await invocation(state, { token: 'two', now: NOON + 61_000 }).lease('p', { account: 'user_1' }));
    expect(met.person).toMatchObject({ account: 'user_1', email: 'ada@example.com', wasGuest: true });
    met.learn({ account: '-', email: undefined, erasedAt: NOON });
    await met.release();
    const erased = leased(await invocation(state).lease('p', { email: 'ada@example.com' }));
    expect(erased.person).toMatchObject({ email: undefined, wasGuest: true });
    await erased.release();
    expect(JSON.stringify(await state.read(['person#p']).then((items) => [...items]))).not.toContain('ada@example.com');
  });

  it('gives none to an erased person', async () => {
    const state = await openState();
    const erased = leased(await invocation(state).lease('p'));
    erased.learn({ account: '-', erasedAt: NOON });
    await erased.release();
    expect(leased(await invocation(state).lease('p', { account: 'user_1' })).person).toMatchObject({ account: '-', erasedAt: NOON });
  });
});

describe('a person', () => {
  it('is known to one holder of customers alone', async () => {
    const state = await openState();
    const lease = leased(await invocation(state).lease('p'));
    lease.learn({ bunceId: 'user_1', email: 'ada@example.com' });
    await lease.release();
    const elsewhere = leased(await invocation(state, { holder: 'other' }).lease('p'));
    expect(elsewhere.person).toMatchObject({ bunceId: undefined, told: false, email: 'ada@example.com' });
    elsewhere.learn({ told: true });
    await elsewhere.release();
    expect(await invocation(state).peek('p')).toMatchObject({ bunceId: undefined, told: false });
  });

  it('stays under 1 KB with thirteen attributes and the longest of ids', async () => {
    const state = await openState();
    const marks = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`${index}`.padStart(8, '0'), NOON]));
    const id = 'x'.repeat(64);
    const lease = leased(await invocation(state, { token: crypto.randomUUID().slice(0, 13) }).lease('f'.repeat(32)));
    lease.learn({ ...WHOLE, email: `${'e'.repeat(60)}@example.com`, bunceId: id, account: id, forward: 'f'.repeat(32), marks });
    await lease.release();
    const item = (await state.read([`person#${'f'.repeat(32)}`])).get(`person#${'f'.repeat(32)}`);
    expect(JSON.stringify(item).length).toBeLessThan(1000);
  });

  it('who was never leased is not there', async () => {
    const people = invocation(await openState());
    await people.load([], ['p']);
    expect(people.seen('p')).toBeUndefined();
    expect(await people.peek('p')).toBeUndefined();
  });
});

describe('an alias', () => {
  it('is whose claim came first; the loser takes the winner', async () => {
    const state = await openState();
    const owners = await Promise.all(
      ['a', 'b'].map(async (person) => (await invocation(state, { token: person }).claim('alias#x', person)).owner),
    );
    expect(new Set(owners).size).toBe(1);
    expect(['a', 'b']).toContain(owners[0]);
  });

  it('is nobody’s until it is claimed, and then seen', async () => {
    const people = invocation(await openState());
    await people.load(['alias#x']);
    expect(people.look('alias#x')).toMatchObject({ owner: undefined, also: [] });
    await people.claim('alias#x', 'a');
    expect(people.look('alias#x')).toMatchObject({ owner: 'a', also: [] });
  });

  it('changes hands only from whom we saw', async () => {
    const state = await openState();
    const [one, two] = [invocation(state), invocation(state, { token: 'two' })];
    await one.claim('alias#x', 'a');
    await two.lookAgain('alias#x');
    expect(await one.hand('alias#x', { owner: 'b', also: ['c', 'd'] })).toBe(true);
    expect(await two.hand('alias#x', { owner: 'z', also: [] })).toBe(false);
    expect(await two.lookAgain('alias#x')).toMatchObject({ owner: 'b', also: ['c', 'd'] });
    expect(await one.hand('alias#x', { owner: 'c', also: [] })).toBe(true);
    expect(await two.lookAgain('alias#x')).toMatchObject({ owner: 'c', also: [] });
  });

  it('may become nobody’s, and is claimed again', async () => {
    const state = await openState();
    const people = invocation(state);
    await people.claim('alias#x', 'a');
    expect(await people.hand('alias#x', { owner: undefined, also: [] })).toBe(true);
    expect((await people.claim('alias#x', 'b')).owner).toBe('b');
  });

  it('remembers until when events wait, beside its owner', async () => {
    const state = await openState();
    const waiting = { until: NOON + 3_600_000, putOff: 5, due: NOON + 30_000 };
    await invocation(state).wait('alias#x', waiting);
    const people = invocation(state);
    await people.claim('alias#x', 'a');
    await people.load(['alias#x']);
    expect(people.look('alias#x')).toEqual({ owner: 'a', also: [], waiting });
  });
});
