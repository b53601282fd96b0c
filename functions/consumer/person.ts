import { type Profile, profileOf } from '../../shared/bunce/profile.ts';
import type { Fields } from '../../shared/bunce/wire.ts';
import type { Settled } from '../../shared/config/config.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { emailKey, type Fact, type Known } from './entry.ts';
import { idKeysOf, living, type Look, type Sighting } from './sighting.ts';

/** Whom a command is about, as far as the directory knows. Either `bunceId` or `email` is there. */
export interface Person {
  /** The same for everything that is about this person. */
  readonly key: string;
  /** The directory's keys of the provider's ids for this person. */
  readonly idKeys: readonly string[];
  /** Bunce's `customer_id`. */
  readonly bunceId?: string;
  /** The id a new customer gets; theirs, if the identity provider speaks. */
  readonly newId: string;
  /** What Bunce holds, or would be told; never an old address of theirs. */
  readonly email?: string;
  /** The e-mail the identity provider now gives, where Bunce holds another. */
  readonly changedEmail?: string;
  /** Bunce holds this person. */
  readonly known: boolean;
  /** The identity provider speaks: its word overwrites. */
  readonly owned: boolean;
  /** The identity provider speaks, or has spoken, of this person. */
  readonly account: boolean;
  readonly profile: Profile;
}

const firstKnown = <Each>(all: readonly Each[], entryOf: (each: Each) => Known | undefined): Each | undefined =>
  all.find((each) => entryOf(each)?.known) ?? all[0];

/** Undefined when neither an e-mail nor Bunce's id is known. */
export function personOf(
  sighting: Sighting,
  { settings, ...directory }: { readonly settings: Settled; readonly look: Look },
): Person | undefined {
  const look = living(directory.look);
  const { customer, provider } = sighting;
  const owned = provider === settings.identity;
  const idKeys = idKeysOf(sighting);
  const byId = firstKnown(
    idKeys.flatMap((key) => look(key) ?? []),
    (entry) => entry,
  );
  const addresses = [
    ...(customer.email ? [{ email: customer.email, entry: look(emailKey(customer.email)) }] : []),
    ...(byId?.emailKey ? [{ email: byId.email, entry: look(byId.emailKey) }] : []),
  ];
  const byEmail = firstKnown(addresses, ({ entry }) => entry);
  const theirs = owned && !byEmail?.entry?.known ? customer.id : undefined;
  const bunceId = byId?.bunceId ?? byEmail?.entry?.bunceId ?? theirs;
  const held = byId?.known && byId.email ? byId.email : byEmail && !byEmail.entry?.alias ? byEmail.email : undefined;
  const name = held ?? bunceId;
  if (name === undefined) return undefined;
  return {
    key: byId?.who ?? byEmail?.entry?.who ?? fingerprint(name),
    idKeys,
    ...(bunceId && { bunceId }),
    newId: owned && customer.id ? customer.id : `${provider}:${customer.id ?? fingerprint(name).slice(0, 16)}`,
    ...(held && { email: held }),
    ...(owned && customer.email && customer.email !== held && { changedEmail: customer.email }),
    known: byId?.known ?? byEmail?.entry?.known ?? false,
    owned,
    account: owned || (byId?.account ?? byEmail?.entry?.account ?? false),
    profile: profileOf(customer, settings),
  };
}

/** Enough for Bunce to find the person. */
export const identityOf = ({ bunceId, email }: Person): Fields => ({ ...(bunceId && { customer_id: bunceId }), ...(email && { email }) });

/** What goes inside a trigger or an attribute row: once Bunce holds the person identity alone, so that nothing is overwritten. */
export const insideOf = (person: Person): Fields => (person.known ? identityOf(person) : { ...identityOf(person), ...person.profile });

/** Facts that need no answer of Bunce: an id and an e-mail that came together. The newest wins, but never over an e-mail Bunce holds. */
export function factsOf(
  sighting: Sighting,
  { at, ...directory }: { readonly at: string; readonly look: Look },
): ReadonlyMap<string, Known> {
  const look = living(directory.look);
  const idKeys = idKeysOf(sighting);
  const email = sighting.customer.email ?? idKeys.map((key) => look(key)?.email).find(Boolean);
  const facts = idKeys.flatMap((key) => {
    const old = look(key);
    const firm = old?.known || (old?.emailKey && look(old.emailKey)?.known);
    return email === undefined || (old?.emailKey && (firm || old.at > at))
      ? []
      : [[key, { ...old, email, emailKey: emailKey(email), at }] as const];
  });
  return new Map(facts);
}

export interface Held {
  readonly bunceId?: string | undefined;
  readonly email?: string | undefined;
  readonly at: string;
}

/** As much of a person as the directory keeps. */
type Found = Pick<Person, 'key' | 'idKeys' | 'owned' | 'account' | 'email' | 'changedEmail'>;

/** Facts that an answer of Bunce proves: it holds this person, by this id and this e-mail. Any other e-mail becomes an alias. */
export function heldFacts(person: Found, { bunceId, email, at }: Held): ReadonlyMap<string, Fact> {
  const proven = { known: true, who: person.key, at, ...(person.account && { account: true }), ...(bunceId && { bunceId }) };
  const facts = new Map<string, Fact>();
  for (const key of person.idKeys) facts.set(key, person.owned || !email ? { ...proven, ...(email && { email }) } : { email, at });
  const others = bunceId ? [person.email, person.changedEmail] : [];
  for (const other of others) if (other) facts.set(emailKey(other), { ...proven, alias: true });
  if (email) facts.set(emailKey(email), proven);
  return facts;
}

/** Facts after Bunce took a person inside something else: it does not say by which id, so that the e-mail leads to them, if there is one. */
export const unconfirmed = (person: Person, at: string): ReadonlyMap<string, Fact> =>
  heldFacts(person, { email: person.email, bunceId: person.email ? undefined : person.bunceId, at });
