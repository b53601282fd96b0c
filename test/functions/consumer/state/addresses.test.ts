import { describe, expect, it } from 'vitest';

import type { Person } from '../../../../functions/consumer/people/person.ts';
import { emailKey } from '../../../../functions/consumer/people/person-ref.ts';
import { approach, comeTo, leave, sharesAddress } from '../../../../functions/consumer/state/addresses.ts';
import type { Table } from '../../../../shared/runtime/table.ts';
import { openState } from '../tables.ts';
import { held, instance } from './instance.ts';

const X = 'x@example.com';
const KEY = emailKey(X);

interface Standing {
  readonly holders?: readonly string[];
  readonly people?: Readonly<Record<string, Partial<Person>>>;
}

/** People as they stand, and who has the address. */
async function standing({ holders: [owner, ...also] = [], people = {} }: Standing): Promise<Table> {
  const state = await openState();
  const maker = instance(state, 'maker');
  for (const [id, person] of Object.entries(people)) {
    const lease = held(await maker.lease(id));
    lease.learn(person);
    await lease.release();
  }
  if (owner) await maker.hand(KEY, { owner, also });
  return state;
}

async function moving(state: Table, person: string) {
  const people = instance(state, 'mover');
  await people.load([KEY]);
  return { people, lease: held(await people.lease(person)), email: X };
}

const holders = async (state: Table) => {
  const { owner, also } = await instance(state, 'reader').lookAgain(KEY);
  return [owner, ...also].filter(Boolean);
};
const personIn = async (state: Table, id: string) => instance(state, 'reader').peek(id);

const ACCOUNT: Partial<Person> = { account: 'user_1', email: X };

describe('an account that comes', () => {
  it.each<[string, Standing, readonly string[]]>([
    ['to nobody’s address has it', {}, ['me']],
    ['to its own keeps it', { holders: ['me', 'a'] }, ['me', 'a']],
    ['to one that it shares stays among the others', { holders: ['a', 'me', 'b'], people: { a: ACCOUNT } }, ['a', 'me', 'b']],
    ['to another account’s joins the others, newest last', { holders: ['a', 'b'], people: { a: ACCOUNT } }, ['a', 'b', 'me']],
    [
      'to one whose owner has left it takes it',
      { holders: ['a', 'b'], people: { a: { ...ACCOUNT, email: 'y@example.com' } } },
      ['me', 'b'],
    ],
    ['to that of somebody erased takes it', { holders: ['a'], people: { a: { account: '-', erasedAt: 1 } } }, ['me']],
    ['to that of a guest takes it', { holders: ['a'], people: { a: { email: X } } }, ['me']],
  ])('%s', async (_what, stands, wanted) => {
    const state = await standing(stands);
    expect(await comeTo(await moving(state, 'me'))).toBe('done');
    expect(await holders(state)).toEqual(wanted);
  });

  it('makes the owner go by id alone, and a guest forward, of whom nothing else is kept', async () => {
    const shared = await standing({ holders: ['a'], people: { a: ACCOUNT } });
    await comeTo(await moving(shared, 'me'));
    expect(await personIn(shared, 'a')).toMatchObject({ idOnly: true, email: X });
    const guest = await standing({ holders: ['a'], people: { a: { email: X, bunceId: 'paystack:CUS_1' } } });
    await comeTo(await moving(guest, 'me'));
    expect(await personIn(guest, 'a')).toEqual({
      id: 'a',
      marks: {},
      forward: 'me',
      told: false,
      wasGuest: true,
      idOnly: false,
      refused: false,
    });
  });

  it('comes back later while the owner is in other hands, and nothing is written', async () => {
    const state = await standing({ holders: ['a'], people: { a: ACCOUNT } });
    await instance(state, 'other').lease('a');
    expect(await comeTo(await moving(state, 'me'))).toBe('taken');
    expect(await holders(state)).toEqual(['a']);
  });

  it('looks again where the address changed hands meanwhile', async () => {
    const state = await standing({ holders: ['a'], people: { a: ACCOUNT, b: ACCOUNT } });
    const move = await moving(state, 'me');
    const lease: typeof move.people.lease = async (person) => {
      const quick = instance(state, 'quick');
      await quick.lookAgain(KEY);
      await quick.hand(KEY, { owner: 'b', also: [] });
      return move.people.lease(person);
    };
    expect(await comeTo({ ...move, people: { ...move.people, lease } })).toBe('again');
    expect(await comeTo(move)).toBe('done');
    expect(await holders(state)).toEqual(['b', 'me']);
  });

  it('lets the owner go, whatever comes of it', async () => {
    const state = await standing({ holders: ['a'], people: { a: ACCOUNT } });
    await comeTo(await moving(state, 'me'));
    expect(await instance(state, 'other').lease('a')).not.toBe('taken');
  });
});

describe('an account that leaves', () => {
  it.each([
    ['its address hands it to the first of the others', ['me', 'a', 'b'], ['a', 'b']],
    ['as one of the others leaves it to its owner', ['a', 'me', 'b'], ['a', 'b']],
    ['the address that it alone has leaves it to nobody', ['me'], []],
    ['an address that is not its own changes nothing', ['a', 'b'], ['a', 'b']],
  ])('%s', async (_what, before, after) => {
    const state = await standing({ holders: before });
    expect(await leave(await moving(state, 'me'))).toBe('done');
    expect(await holders(state)).toEqual(after);
  });

  it.each([
    ['keeps the address that it alone has', ['me'], ['me']],
    ['hands it to the first of the others all the same', ['me', 'a'], ['a']],
  ])('for ever, erased, %s', async (_what, before, after) => {
    const state = await standing({ holders: before });
    expect(await leave(await moving(state, 'me'), { keep: true })).toBe('done');
    expect(await holders(state)).toEqual(after);
  });

  it('another’s address comes back later while its owner is in other hands', async () => {
    const state = await standing({ holders: ['a', 'me'], people: { a: ACCOUNT } });
    await instance(state, 'other').lease('a');
    expect(await leave(await moving(state, 'me'))).toBe('taken');
    expect(await holders(state)).toEqual(['a', 'me']);
  });
});

it.each([
  ['alone', ['me'], false],
  ['before others', ['me', 'a'], true],
  ['after its owner', ['a', 'me'], true],
])('an address is shared by who has it %s: %s', async (_how, all, shared) => {
  expect(await sharesAddress(await moving(await standing({ holders: all }), 'me'))).toBe(shared);
});

it('an address that is theirs by now is not given up for a change that begins', async () => {
  const state = await standing({ holders: ['me'], people: { me: { ...ACCOUNT, coming: X } } });
  expect(await approach({ ...(await moving(state, 'me')), email: 'y@example.com' })).toBe('done');
  expect(await holders(state)).toEqual(['me']);
});
