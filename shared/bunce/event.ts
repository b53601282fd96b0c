import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const iso = z.iso.datetime();

const money = { amount: z.optional(z.int()), currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))) };
const payment = { ...money, product: z.optional(text), reference: z.optional(text), paymentMethod: z.optional(text) };
const plan = { plan: z.optional(text), interval: z.optional(text) };
const reason = { reason: z.optional(text) };
const order = { product: z.optional(text), reference: z.optional(text), quantity: z.optional(z.number()) };
const payout = { ...money, ...reason, reference: z.optional(text), paymentMethod: z.optional(text) };
const subscription = { ...money, ...plan, ...reason, reference: z.optional(text), endsAt: z.optional(iso) };

/** Our event names, a closed list, each with the properties a binding may use. Amounts are in minor units, times ISO 8601 UTC. */
export const eventProperties = {
  signed_up: z.strictObject({ method: z.optional(text) }),
  signed_in: z.strictObject({ method: z.optional(text) }),
  profile_updated: z.strictObject({}),
  account_deleted: z.strictObject(reason),
  identity_verified: z.strictObject({ level: z.optional(text) }),
  purchase_completed: z.strictObject({ ...payment, ...plan, quantity: z.optional(z.number()) }),
  payment_failed: z.strictObject({ ...payment, ...plan, ...reason }),
  payment_action_required: z.strictObject({ ...payment, ...plan, ...reason, url: z.optional(text) }),
  refund_issued: z.strictObject({ ...payment, ...reason }),
  dispute_opened: z.strictObject({ ...payment, ...reason }),
  order_fulfilled: z.strictObject({ ...order, trackingNumber: z.optional(text), carrier: z.optional(text), url: z.optional(text) }),
  order_cancelled: z.strictObject({ ...money, ...order, ...reason }),
  payout_completed: z.strictObject(payout),
  payout_failed: z.strictObject(payout),
  checkout_started: z.strictObject({ ...money, product: z.optional(text), reference: z.optional(text), url: z.optional(text) }),
  checkout_abandoned: z.strictObject({ ...money, product: z.optional(text), reference: z.optional(text), url: z.optional(text) }),
  subscription_started: z.strictObject(subscription),
  subscription_renewed: z.strictObject({ ...subscription, paymentMethod: z.optional(text) }),
  subscription_cancelled: z.strictObject(subscription),
  subscription_changed: z.strictObject({ ...subscription, status: z.optional(text) }),
  trial_ending: z.strictObject(subscription),
} as const;

/** Told only where the config binds them: a webhook that says nothing else goes no further than its receiver. */
export const ON_DEMAND: readonly EventName[] = [
  'signed_in',
  'checkout_started',
  'payment_action_required',
  'dispute_opened',
  'order_fulfilled',
  'order_cancelled',
  'payout_completed',
  'payout_failed',
  'trial_ending',
];

/** Of an event that a team names for itself. */
export const OWN_NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

export type EventName = keyof typeof eventProperties;
export type EventProperties = { readonly [Name in EventName]: z.infer<(typeof eventProperties)[Name]> };

/** The time is left out where the provider gives none; the moment of receipt stands in. */
const named = <Name extends EventName>(name: Name) =>
  z.strictObject({ name: z.literal(name), occurredAt: z.optional(iso), properties: eventProperties[name] });

/** One of our events as it was told. */
export const OurEvent = z.discriminatedUnion('name', [
  named('signed_up'),
  named('signed_in'),
  named('profile_updated'),
  named('account_deleted'),
  named('identity_verified'),
  named('purchase_completed'),
  named('payment_failed'),
  named('payment_action_required'),
  named('refund_issued'),
  named('dispute_opened'),
  named('order_fulfilled'),
  named('order_cancelled'),
  named('payout_completed'),
  named('payout_failed'),
  named('checkout_started'),
  named('checkout_abandoned'),
  named('subscription_started'),
  named('subscription_renewed'),
  named('subscription_cancelled'),
  named('subscription_changed'),
  named('trial_ending'),
]);

/** Whether it is one of the closed list. */
export const isOurs = (name: string): name is EventName => Object.hasOwn(eventProperties, name);

/** An event that a team has named in its config (`ownEvents`), which says what it has: who reads it there checks that. */
export const OwnEvent = z.strictObject({
  name: z.string().check(
    z.regex(OWN_NAME),
    z.refine((name) => !isOurs(name)),
  ),
  occurredAt: z.optional(iso),
  properties: z.record(text, z.union([text, z.number()])),
});

/** An event as it was told. */
export const TrackedEvent = z.union([OurEvent, OwnEvent]);
export type TrackedEvent = z.infer<typeof TrackedEvent>;
export type OurEvent = z.infer<typeof OurEvent>;
