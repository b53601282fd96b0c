import { accountPerson, emailKeyOf, idKeysOf, isAccountOf, type PersonRef } from '../people/person-ref.ts';
import type { Person } from '../people/person.ts';
import type { People } from './people.ts';

/** Whether nobody else has become this person: as long as it was but the owner of an address, a guest was told by it, and another account took it. */
export const mayBe = (ref: PersonRef, person: Person | undefined): boolean =>
  person === undefined ||
  person.erasedAt !== undefined ||
  (person.forward === undefined && (person.account === undefined || isAccountOf(ref, person.account)));

/** Whom the sign-up makes, or the first who names the account: one of their own. */
export function ownPerson(ref: PersonRef, people: People): string {
  const own = accountPerson(ref.accounts, ref.customer.id ?? '');
  return [own, `${own}-2`, `${own}-3`].find((person) => mayBe(ref, people.seen(person))) ?? own;
}

/** Written down before the lease, only if nobody is: whoever loses a race takes the winner. */
export async function firstOwner(ref: PersonRef, { people, own }: { readonly people: People; readonly own: string }): Promise<string> {
  const key = emailKeyOf(ref) ?? idKeysOf(ref)[0] ?? '';
  return people.look(key).owner ?? (await people.claim(key, own)).owner ?? own;
}
