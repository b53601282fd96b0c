import { accountPeopleOf, customerKeyOf, emailKeyOf, idKeysOf, isAccountOf, type PersonRef } from '../people/person-ref.ts';
import { isNameless } from '../people/person.ts';
import { arrive } from './addresses.ts';
import { byId, claimed, keysOf, mayBeClaimed } from './find-person.ts';
import { again, leaseOrForward } from './lease-or-forward.ts';
import { become, holderOf, leaseOwn } from './lease-own.ts';
import type { Lease } from './lease.ts';
import { introduced, type Introducing } from './naming.ts';
import { firstOwner, mayBe, ownPerson } from './own-person.ts';
import type { People } from './people.ts';

/** `taken`: somebody else acts for them. `unknown`: an id that led to nobody yet, and no e-mail. */
export type Leased = Lease | 'taken' | 'unknown';

/** How often what was read may turn out to be old. */
const ROUNDS = 6;

/** Takes the lease of whom a command is about, who is made if need be. Throws when DynamoDB fails. */
export async function leasePerson(ref: PersonRef, people: People): Promise<Leased> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = ref.owned ? await leaseAccount(ref, people) : ref.own ? await leaseOwn(ref, people) : await leaseGuest(ref, people);
    if (found !== 'again') return found;
  }
  throw new Error('who this is keeps changing');
}

/** The same for one whose lease is ours already: what is new in how they are named is written. */
export async function namedAgain(lease: Lease, { ref, people }: Introducing): Promise<Lease> {
  if (claimed(ref, people) === lease.person.id) return lease;
  if (ref.owned && lease.person.account === undefined) lease.learn({ account: ref.customer.id });
  return introduced(lease, { ref, people });
}

type Found = Leased | 'again';

/** Another provider's customer: whom the id led to before, else whose the e-mail is. */
async function leaseGuest(ref: PersonRef, people: People): Promise<Found> {
  const claim = claimed(ref, people);
  if (claim !== undefined) {
    const lease = await leaseOrForward(claim, { people });
    if (lease === 'taken' || mayBeClaimed(lease.person)) return lease;
    await lease.release();
  }
  const mail = emailKeyOf(ref);
  const known = byId(ref, people);
  if (known === undefined && mail === undefined) return 'unknown';
  const id = known ?? people.look(mail ?? '').owner ?? (await people.claim(mail ?? '', ref.newId)).owner;
  if (id === undefined) return 'again';
  const { owner, also } = people.look(mail ?? '');
  const lease = await leaseOrForward(id, { people, email: owner === id && also.length === 0 ? ref.customer.email : undefined });
  if (lease === 'taken') return 'taken';
  const mayHaveMoved = known === undefined && mail !== undefined && id !== ref.newId && lease.person.email !== ref.customer.email;
  if (mayHaveMoved && (await people.lookAgain(mail)).owner !== id) return again(lease);
  await introduced(lease, { ref, people });
  if (mail !== undefined || !isNameless(lease.person)) return lease;
  await lease.release();
  return 'unknown';
}

/** The identity provider's: an id never seen is a new account, unless the e-mail's person has none yet. */
async function leaseAccount(ref: PersonRef, people: People): Promise<Found> {
  const known = byId(ref, people) ?? (await foundAgain(ref, people));
  const own = ownPerson(ref, people);
  const holder = known === undefined ? holderOf(ref, people) : undefined;
  const became = holder === undefined ? 'another' : await become(holder, { ref, people });
  if (became !== 'another') return became;
  const id = known ?? (await firstOwner(ref, { people, own }));
  const lease = await leaseOrForward(id, { people, account: ref.customer.id });
  if (lease === 'taken') return 'taken';
  const { account, erasedAt } = lease.person;
  if (known !== undefined || id === own) {
    const isAliased = idKeysOf(ref).some((key) => people.look(key).owner === id);
    return isAliased || mayBe(ref, lease.person) ? introduced(lease, { ref, people }) : again(lease);
  }
  if (erasedAt !== undefined || !isAccountOf(ref, account)) return besides(lease, { ref, people, own });
  return asAccount(lease, { ref, people });
}

/** What was read may be a moment old: an account that seems new is looked for as things stand. */
async function foundAgain(ref: PersonRef, people: People): Promise<string | undefined> {
  await Promise.all([
    ...[ownPerson(ref, people), ...accountPeopleOf(ref)].map(async (person) => people.peek(person)),
    ...[customerKeyOf(ref), ...idKeysOf(ref)].map(async (key) => people.lookAgain(key)),
  ]);
  return byId(ref, people);
}

/** A guest who has got an account, unless another event of the same account was faster somewhere else. */
async function asAccount(lease: Lease, { ref, people }: Introducing): Promise<Found> {
  const [key = ''] = idKeysOf(ref);
  if ((await people.claim(key, lease.person.id)).owner === lease.person.id) return introduced(lease, { ref, people });
  lease.learn({ account: undefined });
  return again(lease);
}

/** The address is another account's, or an erased person's: a new account comes to it, under its owner's lease. */
async function besides(owner: Lease, { ref, people, own }: Introducing & { readonly own: string }): Promise<Found> {
  const { email = '' } = ref.customer;
  const came = await arrive(people, { owner, person: own, email, account: ref.customer.id });
  await owner.release();
  if (!came) return lookedAgain(ref, people);
  const lease = await people.lease(own, { account: ref.customer.id });
  if (lease === 'taken') return 'taken';
  return lease.person.forward === undefined ? introduced(lease, { ref, people }) : again(lease);
}

async function lookedAgain(ref: PersonRef, people: People): Promise<'again'> {
  await Promise.all(keysOf(ref).map(async (key) => people.lookAgain(key)));
  return 'again';
}
