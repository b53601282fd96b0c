import { accountKeyOf, accountPeopleOf, idKeysOf, type PersonRef } from '../people/person-ref.ts';
import { byId, ownAccount } from './find-person.ts';
import { again, leaseOrForward } from './lease-or-forward.ts';
import type { Lease } from './lease.ts';
import { introduced } from './naming.ts';
import type { People } from './people.ts';

type Leased = Lease | 'taken' | 'again';

/** The merchant's server names the account: never whom an e-mail leads to, which a shopper has typed. */
export async function leaseOwn(ref: PersonRef, people: People): Promise<Leased> {
  const known = ownAccount(ref, people) ?? (await lookedFor(ref, people));
  const guest = known === undefined ? byId(ref, people) : undefined;
  if (guest !== undefined) {
    const became = await become(guest, { ref, people });
    if (became !== 'another') return became;
  }
  const [own = ''] = accountPeopleOf(ref);
  const id = known ?? (await people.claim(accountKeyOf(ref), own)).owner ?? own;
  const lease = await leaseOrForward(id, { people, account: ref.customer.id });
  if (lease === 'taken') return 'taken';
  return isTheirs(lease, ref) || lease.person.erasedAt !== undefined ? introduced(lease, { ref, people }) : again(lease);
}

const isTheirs = ({ person }: Lease, { customer }: PersonRef): boolean => person.account === customer.id;

/** Whom the provider knew before becomes the account, unless they are another, or somebody else became it at this moment. */
async function become(guest: string, { ref, people }: { readonly ref: PersonRef; readonly people: People }): Promise<Leased | 'another'> {
  const lease = await leaseOrForward(guest, { people, account: ref.customer.id });
  if (lease === 'taken') return 'taken';
  if (!isTheirs(lease, ref)) {
    await lease.release();
    return 'another';
  }
  if ((await people.claim(accountKeyOf(ref), lease.person.id)).owner === lease.person.id) return introduced(lease, { ref, people });
  lease.learn({ account: undefined });
  return again(lease);
}

/** What was read may be a moment old: an account that seems new is looked for as things stand. */
async function lookedFor(ref: PersonRef, people: People): Promise<string | undefined> {
  const keys = [accountKeyOf(ref), ...idKeysOf(ref)];
  await Promise.all([
    ...accountPeopleOf(ref).map(async (person) => people.peek(person)),
    ...keys.map(async (key) => people.lookAgain(key)),
  ]);
  return ownAccount(ref, people);
}
