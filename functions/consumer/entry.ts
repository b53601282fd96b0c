import * as z from 'zod/mini';

import { fingerprint } from '../../shared/runtime/fingerprint.ts';

/** What is learnt of a provider's customer id, or of an e-mail. */
export interface Fact {
  /** The e-mail Bunce holds, or would be told. */
  readonly email?: string | undefined;
  /** Bunce's `customer_id`, which may differ from the one we asked for. */
  readonly bunceId?: string | undefined;
  /** Bunce holds this person. */
  readonly known?: boolean | undefined;
  /** Of an e-mail: it leads to the person, but is not the one Bunce holds. */
  readonly alias?: boolean | undefined;
  /** The identity provider has told of this person. */
  readonly account?: boolean | undefined;
  /** Names the person for good, whatever id or e-mail leads to them. */
  readonly who?: string | undefined;
  /** Time of the event that said so. */
  readonly at: string;
}

/** What the directory knows. */
export interface Known extends Fact {
  /** Where the e-mail's own entry is, also when nobody can say the e-mail any more. */
  readonly emailKey?: string | undefined;
  /** Where Bunce's id is kept, likewise. */
  readonly bunceKey?: string | undefined;
  /** The person is erased: nothing of theirs goes to Bunce. */
  readonly erasedAt?: string | undefined;
  /** Of Bunce's id: JSON, the push token that each device had last. */
  readonly tokens?: string | undefined;
}

const text = z.optional(z.string());
const flag = z.optional(z.boolean());
/** As it is kept: `email` and `bunceId` are fingerprints. What they stand for is kept once, in an entry of its own, so that erasing it erases it everywhere. */
export const Entry = z.object({
  email: text,
  bunceId: text,
  known: flag,
  alias: flag,
  account: flag,
  who: text,
  text,
  tokens: text,
  at: z.string(),
  erasedAt: text,
});
export type Entry = z.infer<typeof Entry>;

const EMAIL = 'directory#email#';
/** Where a text is that fingerprints stand for. */
export const textKey = (print: string): string => `directory#text#${print}`;
const entryKey = (print: string): string => `${EMAIL}${print}`;
/** Keys are hashed, so that the table and its metrics show no address and no provider's id. */
export const idKey = (provider: string, id: string): string => `directory#id#${fingerprint(`${provider}#${id}`)}`;
export const emailKey = (email: string): string => entryKey(fingerprint(email));
export const bunceKey = (id: string): string => textKey(fingerprint(id));

type Seen = ReadonlyMap<string, Entry>;

/** What an entry says, in clear. */
export function revealed({ email, bunceId, text: _own, ...rest }: Entry, textOf: (print: string) => Entry | undefined): Known {
  const [mail, id] = [email, bunceId].map((print) => (print === undefined ? undefined : textOf(print)));
  const erasedAt = rest.erasedAt ?? mail?.erasedAt ?? id?.erasedAt;
  return {
    ...rest,
    erasedAt,
    email: mail?.text,
    bunceId: id?.text,
    emailKey: email && entryKey(email),
    bunceKey: bunceId && textKey(bunceId),
  };
}

/** What is written of a fact. */
export const sealed = ({ email, bunceId, known, alias, account, who, at }: Fact): Entry => ({
  known,
  alias,
  account,
  who,
  at,
  email: email && fingerprint(email),
  bunceId: bunceId && fingerprint(bunceId),
});

/** The texts that a fact brings; and that of an old e-mail goes, for nobody needs to read it any more. */
export function textsOf(key: string, { fact, seen }: { readonly fact: Fact; readonly seen: Seen }): (readonly [string, Entry])[] {
  const { email, bunceId, alias, at } = fact;
  const brought = [email, bunceId].flatMap((value) => (value ? [[textKey(fingerprint(value)), { text: value, at }] as const] : []));
  const old = alias && key.startsWith(EMAIL) ? textKey(key.slice(EMAIL.length)) : undefined;
  return [
    ...brought.filter(([place, { text: value }]) => seen.get(place)?.text !== value),
    ...(old !== undefined && seen.get(old)?.text ? [[old, { at }] as const] : []),
  ];
}

/** Keeps the fingerprints, so that what is parked about the person can still be found. */
export const tombstone = ({ email, bunceId }: Partial<Entry> = {}, at: string): Entry => ({ email, bunceId, at, erasedAt: at });

/** Where an entry leads; an e-mail also to its own text, which others may point to. A tombstone leads nowhere. */
export function refsOf(key: string, seen: Seen): readonly string[] {
  const { email, bunceId, erasedAt } = seen.get(key) ?? {};
  if (erasedAt) return [];
  const own = key.startsWith(EMAIL) ? [textKey(key.slice(EMAIL.length))] : [];
  return [...own, ...(email ? [textKey(email), entryKey(email)] : []), ...(bunceId ? [textKey(bunceId)] : [])];
}

/** These keys and all they lead to. */
export function reach(keys: readonly string[], seen: Seen): ReadonlySet<string> {
  const all = new Set(keys);
  for (const key of all) for (const ref of refsOf(key, seen)) all.add(ref);
  return all;
}
