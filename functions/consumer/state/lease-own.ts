import { forwarding } from '../people/arrival.ts';
import { accountKeyOf, accountPeopleOf, customerKeyOf, idKeysOf, type PersonRef } from '../people/person-ref.ts';
import { byId, ownAccount } from './find-person.ts';
import { again, leaseOrForward } from './lease-or-forward.ts';
import type { Lease } from './lease.ts';
import { introduced, type Introducing } from './naming.ts';
import { ownPerson } from './own-person.ts';
import type { People } from './people.ts';

type Leased = Lease | 'taken' | 'again';

/** The merchant's server names the account: never whom an e-mail leads to, which a shopper has typed. */
export async function leaseOwn(ref: PersonRef, people: People): Promise<Leased> {
  const known = ownAccount(ref, people) ?? (await lookedFor(ref, people));
  if (known !== undefined) return leaseKnown(known, { ref, people });
  for (const guest of [holderOf(ref, people), byId(ref, people)]) {
    const became = guest === undefined ? 'another' : await become(guest, { ref, people });
    if (became !== 'another') return became;
  }
  const made = await become(ownPerson(ref, people), { ref, people });
  return made === 'another' ? 'again' : made;
}

/** Who has the account's own customer at Bunce: a guest whose e-mail led to it. */
export const holderOf = (ref: PersonRef, people: People): string | undefined =>
  ref.made ? undefined : people.look(customerKeyOf(ref)).owner;

/** Whom the account's id leads to is them, whatever other ids the account has. */
async function leaseKnown(known: string, { ref, people }: Introducing): Promise<Leased> {
  const lease = await leaseOrForward(known, { people, account: ref.customer.id });
  if (lease === 'taken') return 'taken';
  const isAliased = people.look(accountKeyOf(ref)).owner === known;
  if (!isAliased && !isTheirs(lease, ref) && lease.person.erasedAt === undefined) return again(lease);
  if (await joinedBy(lease, { ref, people })) return introduced(lease, { ref, people });
  await lease.release();
  return 'taken';
}

/** A guest who was made this account by an invocation that died before it was written whose it is leads here. False when they are in somebody's hands. */
async function joinedBy({ person }: Lease, { ref, people }: Introducing): Promise<boolean> {
  const guest = byId(ref, people);
  if (guest === undefined || guest === person.id || (await people.peek(guest))?.account !== ref.customer.id) return true;
  const other = await people.lease(guest);
  if (other === 'taken') return false;
  if (isTheirs(other, ref)) other.learn(forwarding(person.id));
  await other.release();
  return true;
}

const isTheirs = ({ person }: Lease, { customer }: PersonRef): boolean => person.account === customer.id;

/** One who has no account becomes this one, unless they are another, or somebody else became it at this moment. */
export async function become(id: string, { ref, people }: Introducing): Promise<Leased | 'another'> {
  const lease = await leaseOrForward(id, { people, account: ref.customer.id });
  if (lease === 'taken') return 'taken';
  if (!isTheirs(lease, ref)) {
    await lease.release();
    return 'another';
  }
  const key = accountKeyOf(ref);
  const isFirst = (await people.claim(key, lease.person.id)).owner === lease.person.id;
  if (isFirst && (await isAlone(lease, { ref, people }))) return introduced(lease, { ref, people });
  lease.learn({ account: undefined });
  return again(lease);
}

/** A sign-up that read before the account had anybody makes a person of the account's number: they lead here, or the account is theirs. */
async function isAlone({ person }: Lease, { ref, people }: Introducing): Promise<boolean> {
  const own = ownPerson(ref, people);
  if (own === person.id) return true;
  const other = await people.lease(own);
  const isFree = other !== 'taken' && other.person.account === undefined && other.person.erasedAt === undefined;
  if (isFree) other.learn(forwarding(person.id));
  else await people.hand(accountKeyOf(ref), { owner: own, also: [] });
  if (other !== 'taken') await other.release();
  return isFree;
}

/** What was read may be a moment old: an account that seems new is looked for as things stand. */
async function lookedFor(ref: PersonRef, people: People): Promise<string | undefined> {
  const keys = [accountKeyOf(ref), customerKeyOf(ref), ...idKeysOf(ref)];
  await Promise.all([
    ...accountPeopleOf(ref).map(async (person) => people.peek(person)),
    ...keys.map(async (key) => people.lookAgain(key)),
  ]);
  return ownAccount(ref, people);
}
