import * as z from 'zod/mini';

const text = z.nullish(z.string());
const number = z.nullish(z.number());
const filled = z.string().check(z.minLength(1));

/** What every RevenueCat webhook has; a few events say nothing of their environment. */
export const Any = z.object({ event: z.object({ id: filled, type: filled, environment: text }) });

/** What the app has told RevenueCat of the person, in whatever shape. */
const Attribute = z.catch(z.nullish(z.object({ value: text })), null);
const Attributes = z.catch(z.nullish(z.object({ $email: Attribute, $displayName: Attribute, $phoneNumber: Attribute })), null);

/** All events we act on have one shape; prices are major units as floats, negative for refunds. */
export const Happening = z.object({
  event: z.object({
    event_timestamp_ms: z.number(),
    app_user_id: text,
    original_app_user_id: text,
    aliases: z.nullish(z.array(z.string())),
    subscriber_attributes: Attributes,
    product_id: z.string(),
    new_product_id: text,
    price_in_purchased_currency: number,
    currency: text,
    transaction_id: text,
    store: text,
    expiration_at_ms: number,
    cancel_reason: text,
    expiration_reason: text,
  }),
});
export type Happening = z.infer<typeof Happening>;
