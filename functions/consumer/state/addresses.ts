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
  {
    owner,
    person,
    ...come
  }: { readonly owner: Lease; readonly person: string; readonly email: string; readonly account: string | undefined },
) {
  const key = emailKey(come.email);
  // Read under the lease: nobody else changes it as long as it is ours.
  if ((await people.lookAgain(key)).owner !== owner.person.id) return false;
  switch (arrivalAt(owner.person, come)) {
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
  const { id, account } = lease.person;
  const key = emailKey(email);
  const { owner } = await people.claim(key, id);
  if (owner === id || owner === undefined) return 'done';
  const other = await people.lease(owner);
  if (other === 'taken') return 'taken';
  const moved = await arrive(people, { owner: other, person: id, email, account });
  await other.release();
  return moved ? 'done' : 'again';
}

/** The same for a change that begins; what one before it was to bring is given up. */
export async function approach(move: Move): ReturnType<typeof comeTo> {
  const { coming, email } = move.lease.person;
  if (coming !== undefined && coming !== email && coming !== move.email && (await leave({ ...move, email: coming })) === 'taken')
    return 'taken';
  const came = await comeTo(move);
  if (came === 'done') move.lease.learn({ coming: move.email });
  return came;
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

/** Whether other accounts have the address too; an event that does not name it has not read whose it is. */
export async function sharesAddress({ people, lease, email }: Move): Promise<boolean> {
  const key = emailKey(email);
  const seen = people.look(key);
  return isShared(seen.owner === undefined ? await people.lookAgain(key) : seen, lease.person.id);
}
