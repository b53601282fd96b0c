import { Command, customer, type Customer, isSomebody, leave, signUp, update } from '../bunce/command.ts';
import { type EventName, eventProperties } from '../bunce/event.ts';
import { filled, unreadIn } from '../bunce/filled.ts';
import { time } from '../bunce/instant.ts';
import { fromMinor, isFree, rounded, type Typed, typed, unlessFree } from '../bunce/money.ts';
import { isUnread, readable, UNREAD, type Unread } from '../bunce/unread.ts';

/** What stands in a webhook, or is made of it. */
export type Scalar = string | number | boolean | null | undefined;

/** Reads a value of a rule by its key. Throws RangeError where neither text nor number stands. */
export type Read = (key: string) => Scalar;

interface Meant {
  readonly event: EventName;
  /** Undefined where the rule names no amount. */
  readonly unit: 'minor' | 'major' | 'text' | undefined;
}

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
const PAYMENTS: ReadonlySet<EventName> = new Set(['purchase_completed', 'payment_failed', 'refund_issued', 'subscription_renewed']);

function happened(read: Read, { event, unit, ...fact }: Meant & Fact): readonly Command[] {
  const money = unit ? moneyOf(read, unit) : {};
  if (isFree(money) && PAYMENTS.has(event)) return [];
  const keys = Object.keys(eventProperties[event].shape).filter((key) => key !== 'amount' && key !== 'currency');
  const properties = { ...unlessFree(money), ...Object.fromEntries(keys.map((key) => [key, propertyOf(read, key)])) };
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

const ONCE: ReadonlySet<EventName> = new Set(['purchase_completed', 'subscription_started']);

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

function propertyOf(read: Read, key: string): string | number | Unread | undefined {
  if (key === 'endsAt') return timeOf(read, key);
  const text = looseOf(read, key);
  if (key !== 'quantity') return text;
  return Number.isFinite(Number(text)) ? Number(text) || undefined : undefined;
}

function personOf(read: Read): Customer {
  const [email, phone, name, country] = ['email', 'phone', 'name', 'country'].map((key) => looseOf(read, key));
  const [firstName, lastName] = ['firstName', 'lastName'].map((key) => looseOf(read, key));
  const id = readable(() => read('id'));
  const who = customer({ id: isUnread(id) || typeof id === 'boolean' ? undefined : id, email, phone, firstName, lastName, name, country });
  if (isSomebody(who)) return who;
  read('id');
  throw new RangeError('neither an id nor an e-mail found');
}

function moneyOf(read: Read, unit: NonNullable<Meant['unit']>): Typed {
  if (unit === 'text') return readTyped(read);
  const found = read('amount');
  const [amount, currency] = [textOf(found), textOf(read('currency'))];
  if (!amount || !currency) throw new RangeError('no amount or no currency found');
  return unit === 'minor' ? fromMinor(amount, currency) : rounded(typeof found === 'number' ? found : amount, currency);
}

/** What people type is no reason to lose what they did. */
function readTyped(read: Read): Typed {
  const money = readable(() => typed(textOf(read('amount')), textOf(read('currency'))));
  return isUnread(money) ? { amount: UNREAD } : money;
}
