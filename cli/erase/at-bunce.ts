import { askedBy } from '../../functions/consumer/people/at-bunce.ts';
import { bunceKey, type PersonRef } from '../../functions/consumer/people/person-ref.ts';
import type { Person } from '../../functions/consumer/people/person.ts';
import { adoptOne } from '../../functions/consumer/state/adopt.ts';
import type { Lease } from '../../functions/consumer/state/lease.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import type { Bunce } from '../../shared/bunce/api/bunce.ts';
import { orNone as unlessGone } from '../../shared/bunce/api/or-none.ts';
import { erasedProfile, keptEmail, type OnErasure } from '../../shared/bunce/erased-profile.ts';

export interface AtBunce {
  readonly client: Bunce;
  readonly people: People;
  readonly ref: PersonRef;
}

/** Bunce's customers by the person's ids and e-mails. */
export interface Customers {
  /** Ids of those that are this person's. */
  readonly theirs: readonly string[];
  /** Ids of those that have the e-mail and are nobody's that we know. */
  readonly others: readonly string[];
}

/** Asks Bunce, and changes nothing. */
export async function customersOf(person: Person, at: AtBunce): Promise<Customers> {
  const { theirs, others } = await sorted(person, at);
  return { theirs, others: others.map(({ customer_id: id }) => id) };
}

/** The same, where one of them that is nobody's becomes the person's first, as when the consumer erases. */
export async function adoptedBy(lease: Lease, at: AtBunce): Promise<Customers> {
  const { person } = lease;
  const { theirs, others } = await sorted(person, at);
  const by = theirs.length > 0 || person.erasedAt !== undefined ? undefined : askedBy(person);
  const mayBe = others.filter((row) => by && ('emails' in by ? hasEmail(row, by.emails) : by.ids.includes(row.customer_id)));
  const row = await adoptOne({ lease, ref: at.ref, people: at.people }, mayBe);
  const adopted = typeof row === 'string' ? [] : [row.customer_id];
  return { theirs: [...theirs, ...adopted], others: others.map(({ customer_id: id }) => id).filter((id) => !adopted.includes(id)) };
}

async function sorted(person: Person, at: AtBunce): Promise<{ readonly theirs: readonly string[]; readonly others: readonly Customer[] }> {
  const rows = await rowsOf(person, at);
  const owned = await Promise.all(rows.map(async (row) => ({ row, owner: await ownerOf(row.customer_id, at.people) })));
  const ids = owned.filter(({ owner }) => owner === person.id).map(({ row }) => row.customer_id);
  const theirs = [...new Set([...(person.bunceId === undefined ? [] : [person.bunceId]), ...ids])];
  const others = owned.filter(({ row, owner }) => owner === undefined && !theirs.includes(row.customer_id)).map(({ row }) => row);
  return { theirs, others };
}

async function rowsOf(person: Person, { client, ref }: AtBunce): Promise<readonly Customer[]> {
  const emails = textsOf(person.email, ref.customer.email);
  const ids = idsOf(person, ref);
  const byEmail = emails.length > 0 ? await listed(client, { emails }) : [];
  const byId = ids.length > 0 ? await listed(client, { ids }) : [];
  const all = [...byEmail.filter((row) => hasEmail(row, emails)), ...byId.filter((row) => ids.includes(row.customer_id))];
  return [...new Map(all.map((row) => [row.customer_id, row])).values()];
}

/** Under which Bunce may have them. */
function idsOf({ bunceId, account, erasedAt }: Person, { owned, provider, customer: { id } }: PersonRef): readonly string[] {
  const own = id === undefined ? undefined : owned ? id : `${provider}:${id}`;
  return textsOf(bunceId, erasedAt === undefined ? account : undefined, own);
}

const textsOf = (...texts: readonly (string | undefined)[]): readonly string[] => [...new Set(texts)].flatMap((text) => text ?? []);

const listed = async (client: Bunce, by: { readonly emails?: readonly string[]; readonly ids?: readonly string[] }) =>
  (await unlessGone(async () => client.customers.list(by).all())) ?? [];

const hasEmail = ({ email }: Customer, emails: readonly string[]): boolean => Boolean(email && emails.includes(email.toLowerCase()));

/** Whose a customer of Bunce's is, forwards followed. */
async function ownerOf(bunceId: string, people: People): Promise<string | undefined> {
  const { owner } = await people.lookAgain(bunceKey(bunceId));
  return owner === undefined ? undefined : ((await people.peek(owner))?.forward ?? owner);
}

/** Overwrites one. `kept`: Bunce kept the e-mail; `gone`: it has no such customer. */
export async function overwrite(
  id: string,
  { client, onErasure }: { readonly client: Bunce; readonly onErasure: OnErasure },
): Promise<'overwritten' | 'kept' | 'gone'> {
  const fields = erasedProfile(onErasure, id);
  const end = await unlessGone(async () => ({ kept: keptEmail(fields, await client.customers.update(id, fields)) }));
  return end === undefined ? 'gone' : end.kept ? 'kept' : 'overwritten';
}
