import * as z from 'zod/mini';

import { Attributes } from './attributes.ts';
import { type EventName, type EventProperties, TrackedEvent } from './event.ts';
import { type Blank, type Filled, filled, unreadIn } from './filled.ts';
import { Customer } from './customer.ts';
import type { Unread } from './unread.ts';

const text = z.string().check(z.minLength(1));
/** Left out where the provider gives no time; the moment of receipt stands in. */
const occurredAt = z.optional(z.iso.datetime());

export const Device = z.strictObject({ type: z.enum(['ios', 'android']), token: text, id: z.optional(text), replaces: z.optional(text) });
export type Device = z.infer<typeof Device>;

/** Names what was there and could not be read. */
const unread = z.optional(z.array(text));
const said = { customer: Customer, occurredAt, unread };

export { Customer, customer, isSomebody, owned, providerIdOf, whomOf } from './customer.ts';

/** What the rest of the system can ask of Bunce. Nothing provider-shaped passes this line. */
export const Command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('upsert-customer'), ...said }),
  z.strictObject({
    type: z.literal('track-event'),
    customer: Customer,
    event: TrackedEvent,
    /** What the merchant attached: only keys that the config reads. */
    metadata: z.optional(z.record(text, text)),
    /** The provider's object and what became of it, `charge:ORDER-1:success`: the same however often and by whichever webhook it is told. */
    occasion: z.optional(text),
    unread,
  }),
  z.strictObject({ type: z.literal('set-attributes'), ...said, attributes: Attributes }),
  z.strictObject({ type: z.literal('add-devices'), ...said, devices: z.array(Device).check(z.minLength(1)) }),
]);
export type Command = z.infer<typeof Command>;

type Times = { readonly occurredAt?: string | Unread | undefined };
type Fact = Times & { readonly customer: Customer };

type Happening<Name extends EventName> = Fact & {
  readonly properties?: Blank<EventProperties[Name]>;
  /** As in `Command`; undefined only where the provider names no object. Never holds an e-mail. */
  readonly occasion?: string | undefined;
};

/** The reason of an `account_deleted` by which a law asks for erasure, whoever passes it on. */
export const PRIVACY_REQUEST = 'privacy request';

/** A command whose event has the properties of its name. */
type Tracking<Name extends EventName> = Omit<Extract<Command, { type: 'track-event' }>, 'event'> & {
  event: { [Each in Name]: { name: Each; occurredAt?: string; properties: Filled<Blank<EventProperties[Each]>> } }[Name];
};

/** One of our events, said of one person. Empty properties are left out. */
export function track<Name extends EventName>(name: Name, happening: Happening<Name>): Tracking<Name> {
  const { customer: who, occurredAt: at, properties, occasion } = happening;
  const event = { name, ...filled({ occurredAt: at }), properties: properties ? filled(properties) : {} };
  return { type: 'track-event', customer: who, event, ...filled({ occasion }), ...unreadIn({ occurredAt: at, ...properties }) };
}

/** Create the person, or bring what is known of them up to date. */
export const upsert = (fact: Fact): Command => ({ type: 'upsert-customer', ...saying(fact) });

/** Nothing of a fact but these: it may be an event's, with more. */
function saying({ customer: who, occurredAt: at }: Fact) {
  const times: Times = { occurredAt: at };
  return { customer: who, ...filled(times), ...unreadIn(times) };
}

/** A new person: made known to Bunce, then told of. */
export const signUp = ({ method, ...fact }: Fact & { readonly method?: string | null | undefined }): readonly Command[] => [
  upsert(fact),
  track('signed_up', { ...fact, properties: { method }, occasion: occasionOf(fact, 'created') }),
];

/** A person who changed, likewise. */
export const update = (fact: Fact): readonly Command[] => [
  upsert(fact),
  track('profile_updated', {
    ...fact,
    occasion: typeof fact.occurredAt === 'string' ? occasionOf(fact, `updated:${fact.occurredAt}`) : undefined,
  }),
];

/** A person whose account is gone. */
export const leave = ({ reason, ...fact }: Fact & { readonly reason?: string }): Command =>
  track('account_deleted', { ...fact, properties: { reason }, occasion: occasionOf(fact, 'deleted') });

const occasionOf = ({ customer: { id } }: Fact, outcome: string): string | undefined => id && `customer:${id}:${outcome}`;

/** Facts that are no event of their own. */
export const setAttributes = ({ attributes, ...fact }: Fact & { readonly attributes: Blank<Attributes> }): Command => ({
  type: 'set-attributes',
  attributes: filled(attributes),
  ...saying(fact),
});

/** Push tokens of the person. The new one rotates out `replaces`, else what the device with this `id` (the provider's) had before. */
export const addDevices = ({ devices, ...fact }: Fact & { readonly devices: Device[] }): Command => ({
  type: 'add-devices',
  devices,
  ...saying(fact),
});
