import { randomBytes } from 'node:crypto';

import * as z from 'zod/mini';

import { type Answer, type Handler, missing, ok, refused } from './answer.ts';
import { covers, isKnown } from './events.ts';
import type { Bond, Subscription } from './state.ts';
import { pythonTime } from './time.ts';

const fields = {
  url: z.url('Not a valid URL.'),
  events: z.array(z.string()).check(z.minLength(1, 'At least one event is required.')),
  description: z._default(z.string(), ''),
  version: z._default(z.string(), '0.1'),
  status: z._default(z.enum(['STATUS_ENABLED', 'STATUS_DISABLED']), 'STATUS_ENABLED'),
} as const;

const Creation = z.object(fields);
const Change = z.object({
  url: z.optional(fields.url),
  events: z.optional(fields.events),
  description: z.optional(z.string()),
  version: z.optional(z.string()),
  status: z.optional(z.enum(['STATUS_ENABLED', 'STATUS_DISABLED'])),
});

/** Where events go; a secret is made up unless given. */
export function subscribe(bond: Bond, wanted: z.input<typeof Creation> & { readonly secret?: string }): Subscription {
  const now = pythonTime(bond.ports.now());
  const { secret = `whsec_${randomBytes(24).toString('hex')}` } = wanted;
  const subscription = { id: bond.ports.newId(), ...Creation.parse(wanted), secret, created_time: now, updated_time: now };
  bond.subscriptions.set(subscription.id, subscription);
  return subscription;
}

/** Those who asked for an event and are not switched off. */
export const subscribersOf = ({ subscriptions }: Pick<Bond, 'subscriptions'>, event: string): readonly Subscription[] =>
  [...subscriptions.values()].filter(({ status, events }) => status === 'STATUS_ENABLED' && events.some((entry) => covers(entry, event)));

const answer = (subscription: Subscription): Answer => ok({ webhook_subscription: subscription });

function unknownEvents({ switches }: Bond, events: readonly string[] = []): Answer | undefined {
  const unknown = switches.unknownEvents === 'accept' ? [] : events.filter((entry) => !isKnown(entry));
  return unknown.length > 0 ? invalid({ events: unknown.map((entry) => `Unknown event: ${entry}`) }) : undefined;
}

const invalid = (message: Readonly<Record<string, readonly string[]>>): Answer => refused({ status: 400, code: 'webhook_schema', message });

const problems = (error: z.core.$ZodError): Answer =>
  invalid(Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0] ?? '_schema'), [message]])));

export const createSubscription: Handler = (bond, { body }) => {
  const read = Creation.safeParse(body);
  if (!read.success) return problems(read.error);
  return unknownEvents(bond, read.data.events) ?? { ...answer(subscribe(bond, read.data)), status: 201 };
};

/** Secrets included, so that they can be read again at any time. */
export const listSubscriptions: Handler = ({ subscriptions, switches }) => {
  const all = [...subscriptions.values()];
  const shown = switches.shortStatus ? all.map((each) => ({ ...each, status: each.status.slice(7).toLowerCase() })) : all;
  return ok({ webhook_subscriptions: shown });
};

const about =
  (handle: (bond: Bond, asked: { readonly found: Subscription; readonly body: unknown }) => Answer): Handler =>
  (bond, { params: [id = ''], body }) => {
    const found = bond.subscriptions.get(id);
    return found ? handle(bond, { found, body }) : missing('webhook', id);
  };

/** The list of events is replaced as a whole. */
export const editSubscription = about((bond, { found, body }) => {
  const read = Change.safeParse(body);
  if (!read.success) return problems(read.error);
  const refusal = unknownEvents(bond, read.data.events);
  if (refusal) return refusal;
  const edited = Creation.parse({ ...found, ...read.data });
  const whole = { ...found, ...edited, updated_time: pythonTime(bond.ports.now()) };
  bond.subscriptions.set(found.id, whole);
  return answer(whole);
});

export const deleteSubscription = about((bond, { found }) => {
  bond.subscriptions.delete(found.id);
  return answer(found);
});
