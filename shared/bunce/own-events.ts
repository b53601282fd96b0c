import * as z from 'zod/mini';

import { type EventName, eventProperties, isOurs, OWN_NAME } from './event.ts';
import { ORIGIN_PATHS } from './paths.ts';

/** What a property of an own event is: `money` in minor units, with its currency beside it; `time` as ISO 8601 UTC. */
export type OwnType = 'text' | 'number' | 'money' | 'time';

/** Events that a team names for itself: name → property → what it is. */
export type OwnEvents = Readonly<Record<string, Readonly<Record<string, OwnType>>>>;

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- none is what is meant
export type NoEvents = Readonly<Record<never, never>>;

/** The property beside a `money` one that says in which currency it is: `currency` of `amount`, `feeCurrency` of `fee`. */
export type CurrencyOf<Key extends string> = Key extends 'amount' ? 'currency' : `${Key}Currency`;

type MoneyIn<Fields> = { [Key in keyof Fields & string]: Fields[Key] extends 'money' ? Key : never }[keyof Fields & string];

/** What an own event's functions and bindings find. */
export type OwnProperties<Fields> = { readonly [Key in keyof Fields]?: Fields[Key] extends 'money' | 'number' ? number : string } & {
  readonly [Key in CurrencyOf<MoneyIn<Fields>>]?: string;
};

/** The name of the property that holds the currency of a `money` one. */
export const currencyOf = (key: string): string => (key === 'amount' ? 'currency' : `${key}Currency`);

/** Paths of a binding that mean something else. */
const RESERVED: ReadonlySet<string> = new Set(['occurredAt', ...ORIGIN_PATHS, 'customer', 'metadata', 'name', 'event']);

const Key = z.string().check(
  z.regex(/^[a-z][A-Za-z0-9]{0,39}$/, { error: 'expected the name of a property, such as loanId' }),
  z.refine((key) => !RESERVED.has(key), {
    error: ({ input }) => `"${String(input)}" means something else in a binding; choose another name`,
  }),
);

const Name = z.string().check(
  z.regex(OWN_NAME, { error: 'expected the name of an event, such as loan_disbursed' }),
  z.refine((name) => !isOurs(name), { error: ({ input }) => `"${String(input)}" is one of the built-in events; choose another name` }),
);

/** As the config has them. */
export const OwnEventsSchema = z.record(
  Name,
  z.record(Key, z.enum(['text', 'number', 'money', 'time'], { error: "expected 'text', 'number', 'money' or 'time'" })),
);

/** What each property of an event is, built-in or own; undefined where there is no such event. */
export function fieldsOf(name: string, ownEvents: OwnEvents = {}): Readonly<Record<string, OwnType>> | undefined {
  if (isOurs(name)) return ourFields(name);
  const own = Object.hasOwn(ownEvents, name) ? ownEvents[name] : undefined;
  return own && Object.fromEntries(Object.entries(own).flatMap(([key, type]) => withCurrency(key, type)));
}

const withCurrency = (key: string, type: OwnType): (readonly [string, OwnType])[] =>
  type === 'money' ? [[key, type] as const, [currencyOf(key), 'text'] as const] : [[key, type] as const];

const OURS: Readonly<Record<string, OwnType>> = { amount: 'money', quantity: 'number', endsAt: 'time' };

const ourFields = (name: EventName): Readonly<Record<string, OwnType>> =>
  Object.fromEntries(Object.keys(eventProperties[name].shape).map((key) => [key, OURS[key] ?? 'text']));

/** Which properties of an event are money. */
export const moneyIn = (name: string, ownEvents: OwnEvents | undefined): readonly string[] =>
  Object.entries(fieldsOf(name, ownEvents) ?? {}).flatMap(([key, field]) => (field === 'money' ? [key] : []));
