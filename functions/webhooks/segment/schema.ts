import * as z from 'zod/mini';

import { count, lenient, moment, object, part, record, some, text } from '../../../shared/webhook/field.ts';

const id = z.nullish(z.union([z.string(), z.number()]));
const word = z.nullish(z.string());

/** What every event has; older libraries write `action` for `type`. */
export const Any = object({ type: word, action: word, event: word, messageId: text }).check(
  z.refine(({ type, action, event }) => Boolean(type ?? action ?? event), 'expected an event of Segment'),
);

/** Written by the team's own code: names, e-mail and phone stand under keys of any spelling. */
export type Traits = z.infer<typeof record>;

const Device = part(object({ token: text, type: text, id: text }));
export type Device = z.infer<typeof Device>;
const App = part(object({ namespace: text }));

const base = {
  userId: id,
  timestamp: moment,
  originalTimestamp: moment,
  sentAt: moment,
  context: part(object({ traits: record, device: Device, app: App })),
};

export const Identify = object({ ...base, anonymousId: text, traits: record }).check(
  z.refine(({ userId, anonymousId, traits }) => Boolean(userId || anonymousId || traits), 'expected userId, anonymousId or traits'),
);
export type Identify = z.infer<typeof Identify>;

export const SignedUp = object({
  ...base,
  event: z.string(),
  messageId: text,
  properties: part(z.looseObject({ method: text, type: text })),
});
export type SignedUp = z.infer<typeof SignedUp>;

/** An amount or a currency as somebody typed it; what is neither text nor number is there all the same, and cannot be read. */
const typed = lenient((value) =>
  typeof value === 'string' || typeof value === 'number' ? value : value ? 'neither text nor number' : null,
);

/** The spec writes snake case, older code camel case. */
const Bought = object({
  order_id: text,
  orderId: text,
  total: typed,
  revenue: typed,
  value: typed,
  currency: typed,
  payment_method: text,
  products: some(object({ name: text, quantity: count })),
});

export const Order = object({
  ...base,
  event: z.string(),
  messageId: text,
  properties: lenient((value) => {
    const own: Record<string, unknown> = typeof value === 'object' ? { ...value } : {};
    return Object.assign(own, Bought.parse(own));
  }),
});
export type Order = z.infer<typeof Order>;
