import type { Found } from '../../../shared/bunce/wire.ts';
import { bunceKey, emailKey } from '../people/person-ref.ts';
import { newIdOf } from '../people/person.ts';
import type { Lease } from './lease.ts';
import type { Introducing } from './naming.ts';

export interface Adopting extends Introducing {
  readonly lease: Lease;
}

/** The first of these customers that is nobody's, or already theirs, is the person's from now on. `others`: there are some, each somebody else's. */
export async function adoptOne(adopting: Adopting, rows: readonly Found[]): Promise<Found | 'nobody' | 'others'> {
  const own = newIdOf(adopting.lease.person, adopting.ref);
  for (const row of rows.toSorted((one, other) => Number(other.customer_id === own) - Number(one.customer_id === own)))
    if ((row.customer_id === own || (await mayBeTheirs(adopting, row))) && (await claimBunceId(adopting, row.customer_id))) return row;
  return rows.length > 0 ? 'others' : 'nobody';
}

/** A customer under an id that we do not know is the e-mail's owner's, of whom Bunce may have heard inside a trigger. */
async function mayBeTheirs({ ref, lease: { person }, people }: Adopting, { customer_id: bunceId, email }: Found): Promise<boolean> {
  // The address is what somebody typed, who may have typed another's: theirs is what Bunce was to make of them.
  if (ref.own) return (await people.lookAgain(bunceKey(bunceId))).owner === person.id;
  if (!email) return true;
  const { owner } = await people.lookAgain(emailKey(email.toLowerCase()));
  return owner === undefined || owner === person.id;
}

/** A Bunce id belongs to one person; a new account may get that of somebody erased, of a guest who is meant to be this account, and its own from any guest. */
export async function claimBunceId({ people, lease: { person }, ref }: Adopting, bunceId: string): Promise<boolean> {
  const key = bunceKey(bunceId);
  const { owner } = await people.claim(key, person.id);
  if (owner === person.id || owner === undefined) return owner !== undefined;
  if (person.account === undefined) return false;
  const other = await people.peek(owner);
  const meant = other?.forward === undefined ? other : await people.peek(other.forward);
  const isOwn = bunceId === person.account && !ref.made && meant?.account === undefined;
  const isFree = meant?.id === person.id || meant?.erasedAt !== undefined || isOwn;
  return isFree && people.hand(key, { owner: person.id, also: [] });
}
