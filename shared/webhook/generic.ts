import * as z from 'zod/mini';

import { type EventName, eventProperties, type EventProperties } from '../bunce/event.ts';
import { type Scalar, toldBy } from './generic-told.ts';
import { pathOf } from './path.ts';
import type { EventRule } from './provider.ts';

/** A path (`$.data.id`), a text that is the value itself (`NGN`), or a function that is given a reader of paths. */
export type Value = string | ((at: (path: string) => Scalar) => Scalar);

interface Who {
  /** The sender's own id of the person; id or e-mail must be found. */
  readonly id?: Value;
  readonly email?: Value;
  readonly phone?: Value;
  readonly firstName?: Value;
  readonly lastName?: Value;
  /** The whole name, only where the sender gives no parts. */
  readonly name?: Value;
  /** ISO 3166-1 alpha-2. */
  readonly country?: Value;
  readonly occurredAt?: Value;
}

/** How the sender counts money: `minor` in the currency's smallest unit, `major` as a decimal, `text` as people write it (`₦1,500.50`): what is no amount at all is then left out. */
export interface Amount {
  readonly value: Value;
  readonly unit: 'minor' | 'major' | 'text';
}

type Properties<Name extends EventName> = {
  readonly [Key in keyof EventProperties[Name]]?: Key extends 'amount' ? Amount : Value;
};

/** One event type of a sender that has no provider of its own: the event it is here, and where the event's words stand. */
export type GenericRule = { readonly [Name in EventName]: { readonly event: Name } & Who & Properties<Name> }[EventName];

/** Event type of the sender → rule, as in the config. */
export type GenericRules = Readonly<Record<string, GenericRule>>;

/** A value as the config may hold it. */
export const ValueSchema = z.union([
  z.string().check(z.minLength(1)),
  z.custom<Exclude<Value, string>>((value) => typeof value === 'function'),
]);
const AmountSchema = z.strictObject({ value: ValueSchema, unit: z.enum(['minor', 'major', 'text']) });

/** What the type says, for a config that no compiler has seen; paths are read by `eventsOf`. */
export const GenericRulesSchema = z.record(
  z.string().check(z.minLength(1)),
  z.catchall(z.object({ event: z.keyof(z.object(eventProperties)), amount: z.optional(AmountSchema) }), ValueSchema),
);
type Rule = z.infer<typeof GenericRulesSchema>[string];

/** The events table of the rules. Throws at once on a path it cannot read or a property the event has not: at start, not on a webhook. */
export const eventsOf = (rules: GenericRules): Readonly<Record<string, EventRule>> =>
  Object.fromEntries(Object.entries(GenericRulesSchema.parse(rules)).map(([type, rule]) => [type, ruleOf(rule)]));

function ruleOf({ event, amount, ...values }: Rule): EventRule {
  const own = Object.keys(eventProperties[event].shape);
  const stranger = Object.keys(values).find((key) => !WHO.includes(key) && !own.includes(key));
  if (stranger) throw new RangeError(`${event} has no property ${stranger}; it has ${[...WHO, ...own].join(', ')}`);
  const named = Object.entries({ ...values, ...(amount && { amount: amount.value }) });
  const readers = new Map(named.map(([key, value]) => [key, readerOf(value)]));
  return (payload) => toldBy((key) => readers.get(key)?.(payload), { event, unit: amount?.unit });
}

const WHO: readonly string[] = ['id', 'email', 'phone', 'firstName', 'lastName', 'name', 'country', 'occurredAt'];

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
