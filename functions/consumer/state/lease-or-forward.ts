import type { Lease } from './lease.ts';
import type { Met, People } from './people.ts';

/** The person, or the one to whom they forward. */
export async function leaseOrForward(id: string, { people, ...met }: Met & { readonly people: People }): Promise<Lease | 'taken'> {
  const lease = await people.lease(id, met);
  if (lease === 'taken' || lease.person.forward === undefined) return lease;
  const { forward, account: given } = lease.person;
  if (given !== undefined && given === met.account) lease.learn({ account: undefined });
  await lease.release();
  return leaseOrForward(forward, { people, ...met });
}

/** What was read is old, and has been read anew. */
export async function again(lease: Lease): Promise<'again'> {
  await lease.release();
  return 'again';
}
