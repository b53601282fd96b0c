import type { Found } from '../../../shared/bunce/wire.ts';
import { bunceKey, emailKey, type PersonRef } from '../people/person-ref.ts';
import { newIdOf } from '../people/person.ts';
import type { Lease } from './lease.ts';
import type { People } from './people.ts';

/** A person in our hands, and who speaks of them. */
export interface Holding {
  readonly lease: Lease;
  readonly ref: PersonRef;
  readonly people: People;
}

/** The first of these customers that is nobody's, or already theirs, is the person's from now on. `others`: there are some, each somebody else's. */
export async function adoptRow(held: Holding, rows: readonly Found[]): Promise<Found | 'nobody' | 'others'> {
  const own = newIdOf(held.lease.person, held.ref);
  for (const row of rows.toSorted((one, other) => Number(other.customer_id === own) - Number(one.customer_id === own)))
    if ((row.customer_id === own || (await mayBeTheirs(held, row))) && (await claimBunceId(held, row.customer_id))) return row;
  return rows.length > 0 ? 'others' : 'nobody';
}

/** A customer under an id that we do not know is the e-mail's owner's, of whom Bunce may have heard inside a trigger. */
async function mayBeTheirs({ ref, lease: { person }, people }: Holding, { email }: Found): Promise<boolean> {
  // The address is what somebody typed, who may have typed another's.
  if (ref.own) return false;
  if (!email) return true;
  const { owner } = await people.lookAgain(emailKey(email.toLowerCase()));
  return owner === undefined || owner === person.id;
}

/** A Bunce id belongs to one person; a new account may get that of somebody erased, or of a guest who is meant to be this account. */
export async function claimBunceId({ lease: { person }, people }: Omit<Holding, 'ref'>, bunceId: string): Promise<boolean> {
  const key = bunceKey(bunceId);
  const { owner } = await people.claim(key, person.id);
  if (owner === person.id || owner === undefined) return owner !== undefined;
  if (person.account === undefined) return false;
  const other = await people.peek(owner);
  const meant = other?.forward === undefined ? other : await people.peek(other.forward);
  const isFree = meant?.id === person.id || meant?.erasedAt !== undefined;
  return isFree && people.hand(key, { owner: person.id, also: [] });
}
