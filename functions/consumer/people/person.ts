import type { Source } from '../../../shared/bunce/parameters.ts';
import { type Profile, profileOf } from '../../../shared/bunce/profile.ts';
import type { Fields } from '../../../shared/bunce/wire.ts';
import type { Settled } from '../../../shared/config/config.ts';
import { fingerprint } from '../../../shared/runtime/fingerprint.ts';
import type { PersonRef } from './person-ref.ts';

/** One human as we know them: all of it stands in one item. */
export interface Person {
  readonly id: string;
  /** The identity provider's word, else what a guest gave first. */
  readonly email?: string | undefined;
  /** What an account's change under way, or parked, would make of it: it leads to them already. */
  readonly coming?: string | undefined;
  /** Bunce's `customer_id`. */
  readonly bunceId?: string | undefined;
  /** Bunce took them inside a trigger: it has their e-mail, under an id that it did not tell. */
  readonly told?: boolean | undefined;
  /** Only as long as the lease: Bunce was asked, and has nobody by their e-mail. The id under which it shall hear of them, whoever speaks. */
  readonly nobody?: string | undefined;
  /** The id of their account at the identity provider. */
  readonly account?: string | undefined;
  /** Whoever acted for them first spoke of no account: Bunce may have heard of them under another id, whatever was kept of that. */
  readonly wasGuest?: boolean | undefined;
  /** In Bunce their e-mail is, or may be, somebody else's too: they are addressed by id alone. */
  readonly idOnly?: boolean | undefined;
  /** Bunce refused to make the account a customer, for another person's has its e-mail. */
  readonly refused?: boolean | undefined;
  /** What was written of them → the time of the newest event that did, in milliseconds. */
  readonly marks: Readonly<Record<string, number>>;
  /** Milliseconds. Nothing of theirs goes to Bunce any more. */
  readonly erasedAt?: number | undefined;
  /** An account took this guest's only e-mail: who leads here is meant there. */
  readonly forward?: string | undefined;
}

/** Whether Bunce holds them in a way by which we may address them. */
export const isKnown = ({ bunceId, told, idOnly }: Person): boolean => bunceId !== undefined || (told === true && idOnly !== true);

/** The invocation that met them died before anything was kept: the event that names them is still to come back. */
export const isNameless = ({ account, email, bunceId, told, erasedAt }: Person): boolean =>
  told !== true && [account, email, bunceId, erasedAt].every((each) => each === undefined);

/** Enough for Bunce to find the person. A guest who was told of has an id there already, whatever their account's is. */
export function identityOf({ bunceId, told, account, email, idOnly }: Person): Fields {
  const id = bunceId ?? (told ? undefined : account);
  return { ...(id !== undefined && { customer_id: id }), ...(email !== undefined && idOnly !== true && { email }) };
}

/** The id under which a newcomer is created: the account's own, whoever speaks of it. */
export const newIdOf = ({ account }: Person, { provider, customer: { id, email = '' } }: PersonRef): string =>
  account ?? `${provider}:${id ?? fingerprint(email).slice(0, 16)}`;

/** Whether this event says who they are: of an account only the identity provider does, and until Bunce knows it the merchant's server. */
export const mayDescribe = (person: Person, { owned, own }: PersonRef): boolean =>
  person.account === undefined || owned || (own && !isKnown(person));

/** What this event says of them beside id and e-mail. */
export const profileIn = (person: Person, { ref, settings }: Saying): Profile =>
  mayDescribe(person, ref) ? profileOf(ref.customer, settings) : {};

/** What bindings may say of them: their e-mail is theirs, also where they are addressed by id alone. */
export const saidOf = (person: Person, saying: Saying): Source['person'] => ({
  ...identityOf(person),
  ...(person.email !== undefined && { email: person.email }),
  ...profileIn(person, saying),
});

export interface Saying {
  readonly ref: PersonRef;
  readonly settings: Settled;
}

/** The name of the mark of a profile. */
export const PROFILE = 'p';

/** The name of the mark of an address that came with a profile which Bunce has yet to hear of. */
export const ADDRESS = 'e';

/** The name of the mark of an attribute of Bunce, whose ids begin alike where they were made at the same time. */
export const attributeMark = (attributeId: string): string => fingerprint(attributeId).slice(0, 8);

/** What is strictly older must not overwrite. */
export const isStale = ({ marks }: Person, { mark, at }: { readonly mark: string; readonly at: number }): boolean =>
  (marks[mark] ?? 0) > at;

/** Raised, never lowered. */
export const raised = ({ marks }: Person, news: Readonly<Record<string, number>>): Person['marks'] => ({
  ...marks,
  ...Object.fromEntries(Object.entries(news).map(([mark, at]) => [mark, Math.max(at, marks[mark] ?? 0)])),
});

/** Which account of Bunce holds the customers: behind another URL, or told apart by `bunce.account`, nobody is known. */
export const holderOf = ({ bunce: { baseUrl, account = '' } }: Pick<Settled, 'bunce'>): string =>
  fingerprint(`${baseUrl}\n${account}`).slice(0, 8);
