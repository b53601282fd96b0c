import { Command, customer, type Customer, isSomebody, leave, owned, signUp, update } from '../bunce/command.ts';
import { idOf } from '../bunce/named.ts';
import { currencyOf, type OwnType } from '../bunce/own-events.ts';
import { filled, unreadIn } from '../bunce/filled.ts';
import { time } from '../bunce/instant.ts';
import { fromMinor, isFree, rounded, type Typed, typed, unlessFree } from '../bunce/money.ts';
import { isUnread, readable, UNREAD, type Unread } from '../bunce/unread.ts';

/** What stands in a webhook, or is made of it. */
export type Scalar = string | number | boolean | null | undefined;

/** Reads a value of a rule by its key. Throws RangeError where neither text nor number stands. */
export type Read = (key: string) => Scalar;

interface Meant {
  readonly event: string;
  /** What each of its properties is. */
  readonly fields: Readonly<Record<string, OwnType>>;
  /** Of those that are money and that the rule names. */
  readonly units: Readonly<Record<string, Unit>>;
}

type Unit = 'minor' | 'major' | 'text';

interface Fact {
  readonly customer: Customer;
  readonly occurredAt: string | Unread | undefined;
}

/** What a rule's values tell. Throws RangeError without a person, or without the amount that a program computed. */
export function toldBy(read: Read, meant: Meant): readonly Command[] {
  const fact: Fact = { customer: personOf(read), occurredAt: timeOf(read, 'occurredAt') };
  if (meant.event === 'signed_up') return signUp({ ...fact, method: looseOf(read, 'method') });
  if (meant.event === 'profile_updated') return update(fact);
  if (meant.event === 'account_deleted') return [leave({ ...fact, ...filled({ reason: looseOf(read, 'reason') }) })];
  return happened(read, { ...meant, ...fact });
}

/** Told only where something was paid, or was to be. */
const PAYMENTS: ReadonlySet<string> = new Set([
  'purchase_completed',
  'payment_failed',
  'payment_action_required',
  'refund_issued',
  'subscription_renewed',
]);

function happened(read: Read, { event, fields, units, ...fact }: Meant & Fact): readonly Command[] {
  const money = Object.entries(units).map(([key, unit]) => moneyIn(read, { key, unit }));
  if (PAYMENTS.has(event) && money.some(isFree)) return [];
  const taken = new Set(Object.keys(units).flatMap((key) => [key, currencyOf(key)]));
  const plain = Object.entries(fields).filter(([key, type]) => type !== 'money' && !taken.has(key));
  const properties = {
    ...Object.fromEntries(Object.keys(units).flatMap((key, index) => written(key, money[index] ?? {}))),
    ...Object.fromEntries(plain.map(([key, type]) => [key, propertyOf(read, { key, type })])),
  };
  return [
    Command.parse({
      type: 'track-event',
      customer: fact.customer,
      event: filled({ name: event, occurredAt: fact.occurredAt, properties: filled(properties) }),
      ...filled({ occasion: occasionOf(read, { event, ...fact }) }),
      ...unreadIn({ occurredAt: fact.occurredAt, ...properties }),
    }),
  ];
}

/** An amount with its currency, each under its own name. */
function written(key: string, money: Typed): readonly (readonly [string, unknown])[] {
  const { amount, currency } = unlessFree(money);
  return [
    [key, amount],
    [currencyOf(key), currency],
  ];
}

const ONCE: ReadonlySet<string> = new Set(['purchase_completed', 'subscription_started']);

/** What may happen to one object more than once is told apart by its time; undefined where that is not known. */
function occasionOf(read: Read, { event, occurredAt }: Pick<Meant, 'event'> & Fact): string | undefined {
  const reference = looseOf(read, 'reference');
  if (!reference || reference.includes('@')) return undefined;
  if (ONCE.has(event)) return `${event}:${reference}`;
  return typeof occurredAt === 'string' ? `${event}:${reference}:${occurredAt}` : undefined;
}

const textOf = (value: Scalar): string | undefined => (value === null || value === undefined ? undefined : String(value).trim());

/** Text that nothing depends on: what is none is missing. */
function looseOf(read: Read, key: string): string | undefined {
  const value = readable(() => read(key));
  return isUnread(value) ? undefined : textOf(value);
}

function timeOf(read: Read, key: string): string | Unread | undefined {
  const value = readable(() => read(key));
  return isUnread(value) ? UNREAD : value ? time(typeof value === 'number' ? value : String(value)) : undefined;
}

function propertyOf(read: Read, { key, type }: { readonly key: string; readonly type: OwnType }): string | number | Unread | undefined {
  if (type === 'time') return timeOf(read, key);
  const text = looseOf(read, key);
  if (type === 'text') return text;
  const isNumber = text !== undefined && text !== '' && Number.isFinite(Number(text));
  // Of what is counted none is left out, as everywhere.
  return isNumber ? (key === 'quantity' ? Number(text) || undefined : Number(text)) : undefined;
}

function personOf(read: Read): Customer {
  const [email, phone, name, country] = ['email', 'phone', 'name', 'country'].map((key) => looseOf(read, key));
  const [firstName, lastName] = ['firstName', 'lastName'].map((key) => looseOf(read, key));
  const [id, account] = [idIn(read, 'id'), idIn(read, 'accountId')];
  const who = customer({ id, email, phone, firstName, lastName, name, country });
  const known = account === undefined ? who : owned(who, account);
  if (isSomebody(known)) return known;
  read('id');
  throw new RangeError('neither an id nor an e-mail found');
}

function idIn(read: Read, key: string): string | undefined {
  const value = readable(() => read(key));
  return isUnread(value) || typeof value === 'boolean' ? undefined : idOf(value);
}

/** In the currency that stands beside it. */
function moneyIn(read: Read, { key, unit }: { readonly key: string; readonly unit: Unit }): Typed {
  const inWords = () => ({ amount: textOf(read(key)), currency: textOf(read(currencyOf(key))) });
  if (unit === 'text') return readTyped(inWords);
  const found = read(key);
  const { amount, currency } = inWords();
  if (!amount || !currency) throw new RangeError('no amount or no currency found');
  return unit === 'minor' ? fromMinor(amount, currency) : rounded(typeof found === 'number' ? found : amount, currency);
}

/** What people type is no reason to lose what they did. */
function readTyped(inWords: () => { readonly amount: string | undefined; readonly currency: string | undefined }): Typed {
  const money = readable(() => typed(inWords().amount, inWords().currency));
  return isUnread(money) ? { amount: UNREAD } : money;
}
