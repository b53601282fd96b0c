import * as z from 'zod/mini';

const text = z.nullish(z.string());
const id = z.nullish(z.union([z.string(), z.number()]));
/** Written by the team's own code: what is no text is no reason to lose the event. */
const loose = z.catch(text, null);
const amount = z.nullish(z.union([z.number(), z.string()]));

/** What every event has; older libraries write `action` for `type`. */
export const Any = z
  .object({ type: text, action: text, event: text, messageId: text })
  .check(z.refine(({ type, action, event }) => Boolean(type ?? action ?? event), 'expected an event of Segment'));

const names = { email: loose, phone: loose, firstName: loose, first_name: loose, lastName: loose, last_name: loose, name: loose };
const Traits = z.catch(z.nullish(z.object(names)), null);
export type Traits = z.infer<typeof Traits>;

const Device = z.catch(z.nullish(z.object({ token: text, type: text, id: loose })), null);
export type Device = z.infer<typeof Device>;
const App = z.catch(z.nullish(z.object({ namespace: loose })), null);

const base = {
  userId: id,
  timestamp: text,
  sentAt: text,
  context: z.catch(z.nullish(z.object({ traits: Traits, device: Device, app: App })), null),
};

export const Identify = z
  .object({ ...base, anonymousId: id, traits: Traits })
  .check(z.refine(({ userId, anonymousId }) => Boolean(userId ?? anonymousId), 'expected userId or anonymousId'));
export type Identify = z.infer<typeof Identify>;

export const SignedUp = z.object({
  ...base,
  event: z.string(),
  properties: z.catch(z.nullish(z.object({ ...names, method: loose, type: loose })), null),
});
export type SignedUp = z.infer<typeof SignedUp>;

const Product = z.object({ name: loose, quantity: z.catch(z.nullish(z.int()), null) });

/** The spec writes snake case, older code camel case. */
export const Order = z.object({
  ...base,
  event: z.string(),
  properties: z.object({
    email: loose,
    order_id: id,
    orderId: id,
    total: amount,
    revenue: amount,
    value: amount,
    currency: text,
    payment_method: loose,
    products: z.catch(z.nullish(z.array(Product)), null),
  }),
});
export type Order = z.infer<typeof Order>;
