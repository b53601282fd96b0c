import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const iso = z.iso.datetime();
/** Left out where the provider gives no time; the moment of receipt stands in. */
const occurredAt = z.optional(iso);

/** A person as the provider knows them. `id` is the provider's own customer id; phones and names are as the provider wrote them. */
export const Customer = z.strictObject({
  id: z.optional(text),
  email: z.optional(text),
  phone: z.optional(text),
  firstName: z.optional(text),
  lastName: z.optional(text),
  /** The whole name, only where the provider gives no parts. */
  name: z.optional(text),
  /** Other ids by which the same provider calls the same person; the directory learns them too. */
  aliases: z.optional(z.array(text)),
  /** ISO 3166-1 alpha-2: says how a local phone number reads. */
  country: z.optional(text),
});
export type Customer = z.infer<typeof Customer>;

const money = { amount: z.optional(z.int()), currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))) };
const payment = { ...money, product: z.optional(text), reference: z.optional(text), paymentMethod: z.optional(text) };
const plan = { plan: z.optional(text), interval: z.optional(text) };
const reason = { reason: z.optional(text) };
const subscription = { ...money, ...plan, ...reason, reference: z.optional(text), endsAt: z.optional(iso) };

/** Our event names, a closed list, each with the properties a binding may use. Amounts are in minor units, times ISO 8601 UTC. */
export const eventProperties = {
  signed_up: z.strictObject({ method: z.optional(text) }),
  profile_updated: z.strictObject({}),
  account_deleted: z.strictObject(reason),
  identity_verified: z.strictObject({ level: z.optional(text) }),
  purchase_completed: z.strictObject({ ...payment, ...plan, quantity: z.optional(z.number()) }),
  payment_failed: z.strictObject({ ...payment, ...plan, ...reason }),
  refund_issued: z.strictObject({ ...payment, ...reason }),
  checkout_abandoned: z.strictObject({ ...money, product: z.optional(text), reference: z.optional(text), url: z.optional(text) }),
  subscription_started: z.strictObject(subscription),
  subscription_renewed: z.strictObject({ ...subscription, paymentMethod: z.optional(text) }),
  subscription_cancelled: z.strictObject(subscription),
  subscription_changed: z.strictObject({ ...subscription, status: z.optional(text) }),
} as const;

export type EventName = keyof typeof eventProperties;
export type EventProperties = { readonly [Name in EventName]: z.infer<(typeof eventProperties)[Name]> };

const named = <Name extends EventName>(name: Name) =>
  z.strictObject({ name: z.literal(name), occurredAt, properties: eventProperties[name] });

export const TrackedEvent = z.discriminatedUnion('name', [
  named('signed_up'),
  named('profile_updated'),
  named('account_deleted'),
  named('identity_verified'),
  named('purchase_completed'),
  named('payment_failed'),
  named('refund_issued'),
  named('checkout_abandoned'),
  named('subscription_started'),
  named('subscription_renewed'),
  named('subscription_cancelled'),
  named('subscription_changed'),
]);
export type TrackedEvent = z.infer<typeof TrackedEvent>;

/** Facts about a person that are no event; the config binds these names to Bunce attributes. */
export const Attributes = z.strictObject({
  identityStatus: z.optional(text),
  identityReason: z.optional(text),
  marketingConsent: z.optional(z.boolean()),
});
export type Attributes = z.infer<typeof Attributes>;

export const Device = z.strictObject({ type: z.enum(['ios', 'android']), token: text, id: z.optional(text), replaces: z.optional(text) });
export type Device = z.infer<typeof Device>;

/** What the rest of the system can ask of Bunce. Nothing provider-shaped passes this line. */
export const Command = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('upsert-customer'), customer: Customer, occurredAt }),
  z.strictObject({ type: z.literal('track-event'), customer: Customer, event: TrackedEvent }),
  z.strictObject({ type: z.literal('set-attributes'), customer: Customer, attributes: Attributes, occurredAt }),
  z.strictObject({ type: z.literal('add-devices'), customer: Customer, devices: z.array(Device).check(z.minLength(1)), occurredAt }),
]);
export type Command = z.infer<typeof Command>;

type Blank<Fields> = { readonly [Key in keyof Fields]: Fields[Key] | null | undefined };

/** The person of a webhook: empty fields left out, e-mail trimmed and lower-cased. An e-mail that is none is left out, never invented. */
export function customer(fields: Omit<Blank<Customer>, 'id'> & { readonly id?: string | number | null | undefined }): Customer {
  const email = fields.email?.trim().toLowerCase();
  return filled({
    ...fields,
    id: fields.id === null || fields.id === undefined ? undefined : String(fields.id),
    aliases: fields.aliases?.length ? fields.aliases : undefined,
    email: email && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : undefined,
  });
}

/** The same object without the keys that hold nothing (null, undefined, blank text); text trimmed. */
export function filled<Fields extends object>(fields: Fields): { -readonly [Key in keyof Fields]?: Exclude<Fields[Key], null | undefined> };
export function filled(fields: object): object {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    const content: unknown = typeof value === 'string' ? value.trim() : value;
    if (content !== undefined && content !== null && content !== '') kept[key] = content;
  }
  return kept;
}

type Happening<Name extends EventName> = {
  readonly customer: Customer;
  readonly occurredAt?: string | undefined;
  readonly properties?: Blank<EventProperties[Name]>;
};

/** The reason of an `account_deleted` by which a law asks for erasure, whoever passes it on. */
export const PRIVACY_REQUEST = 'privacy request';

/** One of our events, said of one person. Empty properties are left out. */
export function track<Name extends EventName>(name: Name, happening: Happening<Name>): Command;
export function track(name: EventName, { customer: who, occurredAt, properties = {} }: Happening<EventName>): object {
  return { type: 'track-event', customer: who, event: filled({ name, occurredAt, properties: filled(properties) }) };
}

type Fact = { readonly customer: Customer; readonly occurredAt?: string | undefined };

/** Create the person, or bring what is known of them up to date. */
export const upsert = ({ customer: who, occurredAt }: Fact): Command => ({ type: 'upsert-customer', customer: who, occurredAt });

/** A new person: made known to Bunce, then told of. */
export const signUp = ({ method, ...fact }: Fact & { readonly method?: string | null | undefined }): readonly Command[] => [
  upsert(fact),
  track('signed_up', { ...fact, properties: { method } }),
];

/** A person who changed, likewise. */
export const update = (fact: Fact): readonly Command[] => [upsert(fact), track('profile_updated', fact)];

/** Facts that are no event of their own. */
export const setAttributes = ({ customer: who, occurredAt, attributes }: Fact & { readonly attributes: Blank<Attributes> }): Command => ({
  type: 'set-attributes',
  customer: who,
  attributes: filled(attributes),
  occurredAt,
});

/** Push tokens of the person. The new one rotates out `replaces`, else what the device with this `id` (the provider's) had before. */
export const addDevices = (fact: Fact & { readonly devices: Device[] }): Command => ({ type: 'add-devices', ...fact });
