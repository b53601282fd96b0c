import { refOf, type PersonRef } from '../../../../functions/consumer/people/person-ref.ts';
import { keysOf } from '../../../../functions/consumer/state/find-person.ts';
import { leasePerson, type Leased } from '../../../../functions/consumer/state/lease-person.ts';
import type { Lease } from '../../../../functions/consumer/state/lease.ts';
import { type People, peopleIn } from '../../../../functions/consumer/state/people.ts';
import type { Customer } from '../../../../shared/bunce/command.ts';
import type { Table } from '../../../../shared/runtime/table.ts';

/** The people of one invocation, which lasts a minute. */
export const instance = (state: Table, token: string): People =>
  peopleIn(state, { token, until: () => Date.now() + 60_000, holder: 'h', now: Date.now });

/** Whom a webhook names; Clerk says who people are. */
export const named = (provider: string, customer: Customer, event = 'evt'): PersonRef =>
  refOf({ customer, envelope: { id: `${provider}/${event}`, provider } }, { identity: 'clerk' });

/** As a batch does: what may tell is read first. */
export async function leaseIn(people: People, ref: PersonRef): Promise<Leased> {
  await people.load(keysOf(ref));
  return leasePerson(ref, people);
}

export function held(lease: Leased | undefined): Lease {
  if (typeof lease === 'object') return lease;
  throw new Error(`not leased: ${lease}`);
}
