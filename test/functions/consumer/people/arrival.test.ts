import { describe, expect, it } from 'vitest';

import { type Arrival, arrivalAt, isShared, joined, left, taken } from '../../../../functions/consumer/people/arrival.ts';
import type { Person } from '../../../../functions/consumer/people/person.ts';

const X = 'x@example.com';
const owner = (person: Partial<Person>): Person => ({ id: 'owner', marks: {}, ...person });
const held = (...[first, ...also]: readonly string[]) => ({ owner: first, also });

describe('an account that comes to an address', () => {
  it.each<[string, Partial<Person>, Arrival]>([
    ['a guest who has nothing else', { email: X }, 'forward'],
    ['a guest whose person has yet to be made', {}, 'forward'],
    ['an account that has it', { email: X, account: 'user_1' }, 'join'],
    ['the same account, of whom nobody else knows', { email: X, account: 'user_2' }, 'forward'],
    ['an account that has told no address', { account: 'user_1' }, 'join'],
    ['an account that has left it', { email: 'y@example.com', account: 'user_1' }, 'take'],
    ['a guest who has another', { email: 'y@example.com' }, 'take'],
    ['somebody erased', { account: '-', erasedAt: 1 }, 'take'],
    ['somebody erased who never had an account', { erasedAt: 1, email: X }, 'take'],
  ])('of %s', (_who, person, arrival) => {
    expect(arrivalAt(owner(person), { email: X, account: 'user_2' })).toBe(arrival);
  });
});

describe('the others who have an address', () => {
  it.each([
    ['joined by somebody', joined(held('a'), 'b'), held('a', 'b')],
    ['joined again: nothing changes', joined(held('a', 'b', 'c'), 'b'), held('a', 'b', 'c')],
    ['joined by their owner: nothing changes', joined(held('a', 'b'), 'a'), held('a', 'b')],
    ['taken by a newcomer, who is the owner', taken(held('a', 'b'), 'c'), held('c', 'b')],
    ['taken by one of them', taken(held('a', 'b', 'c'), 'c'), held('c', 'b')],
    ['left by the owner: the first of them is', left(held('a', 'b', 'c'), 'a'), held('b', 'c')],
    ['left by one of them', left(held('a', 'b', 'c'), 'b'), held('a', 'c')],
    ['left by a stranger: nothing changes', left(held('a', 'b'), 'z'), held('a', 'b')],
  ])('when it is %s', (_how, holders, wanted) => {
    expect(holders).toEqual(wanted);
  });

  it('are none once its only holder leaves', () => {
    expect(left(held('a'), 'a')).toEqual({ owner: undefined, also: [] });
  });

  it.each([
    ['alone', isShared(held('a'), 'a'), false],
    ['with another', isShared(held('a', 'b'), 'a'), true],
    ['as one of the others', isShared(held('a', 'b'), 'b'), true],
  ])('make it shared for who has it %s', (_how, shared, wanted) => {
    expect(shared).toBe(wanted);
  });
});
