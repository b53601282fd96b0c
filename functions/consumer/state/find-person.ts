import { accountKeyOf, accountPeopleOf, claimOf, emailKeyOf, idKeysOf, type PersonRef } from '../people/person-ref.ts';
import { isKnown, type Person } from '../people/person.ts';
import { mayBe } from './own-person.ts';
import type { People } from './people.ts';

/** The keys that `leasePerson` looks at first. */
export const keysOf = (ref: PersonRef): readonly string[] =>
  [ref.own ? accountKeyOf(ref) : [], idKeysOf(ref), emailKeyOf(ref) ?? [], claimOf(ref)?.key ?? []].flat();

/** Whom a command is about as far as the aliases have been read; undefined where only a lease can tell. */
export const personOf = (ref: PersonRef, people: People): string | undefined =>
  ref.own ? ownAccount(ref, people) : (claimed(ref, people) ?? ownWay(ref, people));

const ownWay = (ref: PersonRef, people: People): string | undefined =>
  byId(ref, people) ?? (ref.owned ? undefined : people.look(emailKeyOf(ref) ?? '').owner);

/** The account that a shopper's word leads to where nothing else does. */
export function claimed(ref: PersonRef, people: People): string | undefined {
  const claim = ref.owned ? undefined : claimOf(ref);
  if (!claim) return undefined;
  const person = people.look(claim.key).owner ?? (people.seen(claim.person) && claim.person);
  const known = person === undefined ? undefined : people.seen(person);
  return person === undefined || (known && !mayBeClaimed(known)) || ownWay(ref, people) === person ? undefined : person;
}

/** Of whom Bunce does not know, or who is erased, a shopper's word is none. */
export const mayBeClaimed = (person: Person): boolean => person.account !== undefined && person.erasedAt === undefined && isKnown(person);

/** Whom one of the provider's own ids has led to before. */
export const byId = (ref: PersonRef, people: People): string | undefined =>
  idKeysOf(ref)
    .map((key) => people.look(key).owner)
    .find(Boolean) ?? accountPeopleOf(ref).find((person) => people.seen(person) && mayBe(ref, people.seen(person)));

/** Who has the account that the merchant's server names. */
export const ownAccount = (ref: PersonRef, people: People): string | undefined =>
  people.look(accountKeyOf(ref)).owner ?? accountPeopleOf(ref).find((person) => people.seen(person) && mayBe(ref, people.seen(person)));
