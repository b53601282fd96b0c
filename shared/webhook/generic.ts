import * as z from 'zod/mini';

import type { EventName, EventProperties } from '../bunce/event.ts';
import { meantOr } from '../bunce/nearest.ts';
import { fieldsOf, type NoEvents, type OwnEvents, type OwnProperties } from '../bunce/own-events.ts';
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
export type GenericRule<Own extends OwnEvents = NoEvents> = Rules[EventName] | OwnRules<Own>[keyof Own & string];

/** Event type of the sender → rule, as in the config. */
export type GenericRules<Own extends OwnEvents = NoEvents> = Readonly<Record<string, GenericRule<Own>>>;

/** The same where nobody knows the events any more. */
export type AnyRules = Readonly<Record<string, { readonly event: string } & Readonly<Record<string, Value | Amount | undefined>>>>;

/** A value as the config may hold it. */
export const ValueSchema = z.union(
  [z.string().check(z.minLength(1)), z.custom<Exclude<Value, string>>((value) => typeof value === 'function')],
  { error: 'expected a path such as $.data.id, a text that is the value itself, or a function' },
);
const AmountSchema = z.strictObject({ value: ValueSchema, unit: z.enum(['minor', 'major', 'text']) });

/** What the type says, for a config that no compiler has seen; paths are read by `eventsOf`. */
export const GenericRulesSchema = z.record(
  z.string().check(z.minLength(1)),
  z.catchall(
    z.object({ event: z.string() }),
    z.union([ValueSchema, AmountSchema], { error: 'expected a path such as $.data.id, a text, a function, or { value, unit }' }),
  ),
);
type Rule = z.infer<typeof GenericRulesSchema>[string];

/** The events table of the rules. Throws at once, with a line for each path it cannot read and each property an event has not: at start, not on a webhook. */
export function eventsOf(rules: AnyRules, ownEvents: OwnEvents = {}): Readonly<Record<string, EventRule>> {
  const entries = Object.entries(GenericRulesSchema.parse(rules));
  const mistakes = entries.flatMap(([type, rule]) => mistakesIn(rule, ownEvents).map((mistake) => `on.${type}.${mistake}`));
  if (mistakes.length > 0) throw new RangeError(mistakes.join('\n'));
  return Object.fromEntries(entries.map(([type, rule]) => [type, ruleOf(rule, ownEvents)]));
}

function mistakesIn({ event, ...values }: Rule, ownEvents: OwnEvents): readonly string[] {
  const fields = fieldsOf(event, ownEvents);
  if (!fields) return [`event: no event is called ${event}${meantOr(event, { known: namesOf(ownEvents), all: 'there are' })}`];
  const known = [...WHO, ...Object.keys(fields)];
  return Object.entries(values).flatMap(([key, value]) => {
    if (!known.includes(key)) return [`${key}: ${event} has no such property${meantOr(key, { known, all: 'it has' })}`];
    const isMoney = fields[key] === 'money';
    if (isMoney !== isAmount(value)) return [`${key}: expected ${isMoney ? '{ value, unit }' : 'a path, a text or a function'}`];
    return isReadable(value) ? [] : [`${key}: ${PATH}, got '${String(isAmount(value) ? value.value : value)}'`];
  });
}

const PATH = 'expected a path such as $.data.items[0].id';

function isReadable(value: Value | Amount): boolean {
  try {
    return readerOf(isAmount(value) ? value.value : value) !== undefined;
  } catch {
    return false;
  }
}

function ruleOf({ event, ...values }: Rule, ownEvents: OwnEvents): EventRule {
  const fields = fieldsOf(event, ownEvents) ?? {};
  const amounts = Object.entries(values).flatMap(([key, value]) => (isAmount(value) ? [[key, value] as const] : []));
  const readers = new Map(Object.entries(values).map(([key, value]) => [key, readerOf(isAmount(value) ? value.value : value)]));
  const units = Object.fromEntries(amounts.map(([key, { unit }]) => [key, unit]));
  return (payload) => toldBy((key) => readers.get(key)?.(payload), { event, fields, units });
}

const isAmount = (value: Value | Amount): value is Amount => typeof value === 'object';

const WHO: readonly string[] = ['id', 'accountId', 'email', 'phone', 'firstName', 'lastName', 'name', 'country', 'occurredAt'];

/** The same as `readerOf`; throws with the place at which a path cannot be read. */
export function readerAt(place: string, value: Value): (payload: unknown) => Scalar {
  if (!isReadable(value)) throw new RangeError(`${place}: ${PATH}, got '${String(value)}'`);
  return readerOf(value);
}

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
