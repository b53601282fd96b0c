import * as z from 'zod/mini';

import { amount, flag, id, moment, object, part, some, text } from '../../../shared/webhook/field.ts';

/** What every RevenueCat webhook has; a few events say nothing of their environment. */
export const Any = object({ event: object({ id, type: z.string().check(z.minLength(1)), environment: text, store: text }) });

/** What the app has told RevenueCat of the person, in whatever shape. */
const Attribute = part(object({ value: text }));
const Attributes = part(object({ $email: Attribute, $displayName: Attribute, $phoneNumber: Attribute }));

const appUser = z.nullish(z.union([z.string(), z.number()]));

/** All events we act on have one shape; prices are major units as floats, negative for refunds. */
export const Happening = object({
  event: object({
    id: text,
    event_timestamp_ms: moment,
    app_user_id: appUser,
    original_app_user_id: text,
    aliases: some(z.string()),
    subscriber_attributes: Attributes,
    product_id: text,
    new_product_id: text,
    period_type: text,
    is_trial_conversion: flag,
    price_in_purchased_currency: z.nullish(amount),
    currency: z.nullish(z.string()),
    transaction_id: text,
    store: text,
    expiration_at_ms: moment,
    cancel_reason: z.nullish(z.string()),
    expiration_reason: text,
  }),
});
export type Happening = z.infer<typeof Happening>;
