import { accountPeopleOf, emailKeyOf, idKeysOf, type PersonRef } from '../people/person-ref.ts';
import { mayDescribe } from '../people/person.ts';
import type { Lease } from './lease.ts';
import type { People } from './people.ts';

export interface Introducing {
  readonly ref: PersonRef;
  readonly people: People;
}

/** Further aliases are written under the lease, before the first call; and what a newcomer's e-mail is. */
export async function introduced(lease: Lease, { ref, people }: Introducing): Promise<Lease> {
  const { id, erasedAt } = lease.person;
  if (erasedAt !== undefined) return lease;
  const own = ref.own ? [] : accountPeopleOf(ref);
  const fresh = idKeysOf(ref).filter((key, index) => own[index] !== id && people.look(key).owner === undefined);
  for (const key of fresh) await people.claim(key, id);
  await learnEmail(lease, { ref, people });
  return lease;
}

async function learnEmail(lease: Lease, { ref, people }: Introducing): Promise<void> {
  const { id, email, erasedAt } = lease.person;
  const [mail, given] = [emailKeyOf(ref), ref.customer.email];
  if (email !== undefined || mail === undefined || erasedAt !== undefined || !mayDescribe(lease.person, ref)) return;
  const { owner, also } = people.look(mail).owner === undefined ? await people.claim(mail, id) : people.look(mail);
  if (owner === id) lease.learn({ email: given, ...(also.length > 0 && { idOnly: true }) });
  else if (also.includes(id)) lease.learn({ email: given, idOnly: true });
}
