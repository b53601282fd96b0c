import { arrivalAt, forwarding, isShared, joined, left, taken } from '../people/arrival.ts';
import { emailKey } from '../people/person-ref.ts';
import type { Lease } from './lease.ts';
import type { People } from './people.ts';

export interface Move {
  readonly people: People;
  /** Of the account that moves. */
  readonly lease: Lease;
  readonly email: string;
}

/** Whose lease says how an account comes to the address: the owner's, held by us. False when it changed hands meanwhile. */
export async function arrive(
  people: People,
  { owner, person, email }: { readonly owner: Lease; readonly person: string; readonly email: string },
) {
  const key = emailKey(email);
  // Read under the lease: nobody else changes it as long as it is ours.
  if ((await people.lookAgain(key)).owner !== owner.person.id) return false;
  switch (arrivalAt(owner.person, email)) {
    case 'take':
      return people.hand(key, taken(people.look(key), person));
    case 'join':
      owner.learn({ idOnly: true });
      return people.hand(key, joined(people.look(key), person));
    case 'forward':
      // Let go with it first: after the address is theirs, nobody would come back to say it.
      owner.learn(forwarding(person));
      return (await owner.release()) && people.hand(key, taken(people.look(key), person));
  }
}

/** Makes the account one of those who have the address. `taken`: its owner is in somebody's hands, nothing is done; `again`: look again. */
export async function comeTo({ people, lease, email }: Move): Promise<'done' | 'taken' | 'again'> {
  const { id } = lease.person;
  const key = emailKey(email);
  const { owner } = await people.claim(key, id);
  if (owner === id || owner === undefined) return 'done';
  const other = await people.lease(owner);
  if (other === 'taken') return 'taken';
  const moved = await arrive(people, { owner: other, person: id, email });
  await other.release();
  return moved ? 'done' : 'again';
}

/** An address that is no longer theirs goes to the first of the others who have it, else to nobody; `keep` leaves it where it is then. */
export async function leave({ people, lease, email }: Move, { keep = false } = {}): Promise<'done' | 'taken'> {
  const { id } = lease.person;
  const key = emailKey(email);
  const { owner, also } = await people.lookAgain(key);
  if (owner === id) {
    if (also.length > 0 || !keep) await people.hand(key, left(people.look(key), id));
    return 'done';
  }
  if (owner === undefined || !also.includes(id)) return 'done';
  const other = await people.lease(owner);
  if (other === 'taken') return 'taken';
  // As in `arrive`: until now its owner may have been somebody else.
  const isTheirs = (await people.lookAgain(key)).owner === owner;
  if (isTheirs) await people.hand(key, left(people.look(key), id));
  await other.release();
  return isTheirs ? 'done' : 'taken';
}

/** Whether other accounts have the address too. */
export const sharesAddress = ({ people, lease, email }: Move): boolean => isShared(people.look(emailKey(email)), lease.person.id);
