import * as z from 'zod/mini';

import type { EventName, EventProperties } from '../bunce/event.ts';
import { meantOr } from '../bunce/nearest.ts';
import { fieldsOf, type OwnEvents, type OwnProperties } from '../bunce/own-events.ts';
import { namesOf } from '../bunce/binding-schema.ts';
import { type Scalar, toldBy } from './generic-told.ts';
import { pathOf } from './path.ts';
import type { EventRule } from './provider.ts';

/** A path (`$.data.id`), a text that is the value itself (`NGN`), or a function that is given a reader of paths. */
export type Value = string | ((at: (path: string) => Scalar) => Scalar);

type Who = {
  /** The sender's own id of the person; one of the ids or an e-mail must be found. */
  readonly id?: Value;
  /** The id in the team's own database, which is Bunce's `customer_id`: only where the team's own server says it. */
  readonly accountId?: Value;
  readonly email?: Value;
  readonly phone?: Value;
  readonly firstName?: Value;
  readonly lastName?: Value;
  /** The whole name, only where the sender gives no parts. */
  readonly name?: Value;
  /** ISO 3166-1 alpha-2. */
  readonly country?: Value;
  readonly occurredAt?: Value;
};

/** How the sender counts money: `minor` in the currency's smallest unit, `major` as a decimal, `text` as people write it (`₦1,500.50`): what is no amount at all is then left out. */
export interface Amount {
  readonly value: Value;
  readonly unit: 'minor' | 'major' | 'text';
}

type Rules = {
  readonly [Name in EventName]: { readonly event: Name } & Who & {
      readonly [Key in keyof EventProperties[Name]]?: Key extends 'amount' ? Amount : Value;
    };
};

type OwnRules<Own extends OwnEvents> = {
  readonly [Name in keyof Own & string]: { readonly event: Name } & Who & {
      readonly [Key in keyof OwnProperties<Own[Name]>]?: Key extends keyof Own[Name]
        ? Own[Name][Key] extends 'money'
          ? Amount
          : Value
        : Value;
    };
};

/** One event type of a sender that has no provider of its own: the event it is here, and where the event's words stand. */
export type GenericRule<Own extends OwnEvents = Readonly<Record<never, never>>> = Rules[EventName] | OwnRules<Own>[keyof Own & string];

/** Event type of the sender → rule, as in the config. */
export type GenericRules<Own extends OwnEvents = Readonly<Record<never, never>>> = Readonly<Record<string, GenericRule<Own>>>;

/** The same where nobody knows the events any more. */
export type AnyRules = Readonly<Record<string, { readonly event: string } & Readonly<Record<string, Value | Amount | undefined>>>>;

/** A value as the config may hold it. */
export const ValueSchema = z.union([
  z.string().check(z.minLength(1)),
  z.custom<Exclude<Value, string>>((value) => typeof value === 'function'),
]);
const AmountSchema = z.strictObject({ value: ValueSchema, unit: z.enum(['minor', 'major', 'text']) });

/** What the type says, for a config that no compiler has seen; paths are read by `eventsOf`. */
export const GenericRulesSchema = z.record(
  z.string().check(z.minLength(1)),
  z.catchall(z.object({ event: z.string() }), z.union([ValueSchema, AmountSchema])),
);
type Rule = z.infer<typeof GenericRulesSchema>[string];

/** The events table of the rules. Throws at once on a path it cannot read or a property the event has not: at start, not on a webhook. */
export const eventsOf = (rules: AnyRules, ownEvents: OwnEvents = {}): Readonly<Record<string, EventRule>> =>
  Object.fromEntries(
    Object.entries(GenericRulesSchema.parse(rules)).map(([type, rule]) => [type, at(`on.${type}`, () => ruleOf(rule, ownEvents))]),
  );

/** What is wrong with a rule, with its place. */
function at<Rules>(place: string, read: () => Rules): Rules {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${place}${/^\w+: /.test(error.message) ? '.' : ': '}${error.message}`) : error;
  }
}

function ruleOf({ event, ...values }: Rule, ownEvents: OwnEvents): EventRule {
  const fields = fieldsOf(event, ownEvents);
  if (!fields) throw new RangeError(`event: no event is called ${event}${meantOr(event, { known: namesOf(ownEvents), all: 'there are' })}`);
  const stranger = Object.keys(values).find((key) => !WHO.includes(key) && !Object.hasOwn(fields, key));
  if (stranger)
    throw new RangeError(
      `${stranger}: ${event} has no such property${meantOr(stranger, { known: [...WHO, ...Object.keys(fields)], all: 'it has' })}`,
    );
  const amounts = Object.entries(values).flatMap(([key, value]) => (isAmount(value) ? [[key, value] as const] : []));
  const odd = Object.keys(values).find((key) => (fields[key] === 'money') !== amounts.some(([name]) => name === key));
  if (odd) throw new RangeError(`${odd}: expected ${fields[odd] === 'money' ? '{ value, unit }' : 'a path, a text or a function'}`);
  const readers = new Map(Object.entries(values).map(([key, value]) => [key, readerOf(isAmount(value) ? value.value : value)]));
  const units = Object.fromEntries(amounts.map(([key, { unit }]) => [key, unit]));
  return (payload) => toldBy((key) => readers.get(key)?.(payload), { event, fields, units });
}

const isAmount = (value: Value | Amount): value is Amount => typeof value === 'object';

const WHO: readonly string[] = ['id', 'accountId', 'email', 'phone', 'firstName', 'lastName', 'name', 'country', 'occurredAt'];

/** The reader of one value, its path read once. */
export function readerOf(value: Value): (payload: unknown) => Scalar {
  if (typeof value === 'function') return (payload) => value((path) => readerOf(path)(payload));
  if (!value.startsWith('$')) return () => value;
  const at = pathOf(value);
  return (payload) => {
    const found = at(payload);
    if (!isScalar(found)) throw new RangeError(`neither text nor number at ${value}`);
    return found;
  };
}

/** Of numbers those that JSON has: 1e999 is read as none of them. */
const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'boolean', 'undefined'].includes(typeof value) || Number.isFinite(value);
