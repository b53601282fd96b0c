import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const iso = z.iso.datetime();

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

/** The time is left out where the provider gives none; the moment of receipt stands in. */
const named = <Name extends EventName>(name: Name) =>
  z.strictObject({ name: z.literal(name), occurredAt: z.optional(iso), properties: eventProperties[name] });

/** One of our events as it was told. */
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
