import * as z from 'zod/mini';

import { amount, count, moment, object, orNone, part, some, text } from '../../../shared/webhook/field.ts';
import { httpsUrl, testHeader } from '../../../shared/webhook/provider-settings.ts';

/** In the config: the URL that is signed, where it is another than the gateway's own. */
export const Settings = z.strictObject({
  url: z.exactOptional(httpsUrl('the notification URL, to the byte as it is registered at Square')),
  testHeader,
});

export const filled = z.string().check(z.minLength(1));
const times = { created_at: moment, updated_at: moment };

const paid = {
  ...times,
  refunded_money: part(object({ amount: count })),
  refund_ids: some(z.string()),
  source_type: text,
  card_details: part(
    object({
      card: part(object({ customer_id: text })),
      card_payment_timeline: part(object({ captured_at: moment })),
      errors: some(object({ code: text })),
    }),
  ),
};

const State = object({ id: text, status: text, canceled_date: text, ...paid });
export type State = z.infer<typeof State>;

/** What every Square webhook has, and what says whether it settles something. */
export const Any = object({
  event_id: filled,
  type: filled,
  data: part(object({ object: part(object({ payment: part(State), refund: part(State), subscription: part(State) })) })),
});

export type Any = z.infer<typeof Any>;

export const base = { created_at: moment };
const ids = some(filled);

/** Of a deleted customer only the id may be left. A merge deletes the old ones and creates a new one. */
export const CustomerEvent = object({
  ...base,
  data: object({
    id: filled,
    object: z.nullish(
      object({
        customer: part(
          object({
            given_name: text,
            family_name: text,
            email_address: text,
            phone_number: text,
            address: part(object({ country: text })),
          }),
        ),
        event_context: z.nullish(object({ merge: z.nullish(object({ from_customer_ids: ids })) })),
      }),
    ),
  }),
});
export type CustomerEvent = z.infer<typeof CustomerEvent>;

export const Money = object({ amount, currency: z.string() });
const Address = part(object({ first_name: text, last_name: text, country: text }));

const Payment = object({
  ...paid,
  id: filled,
  status: z.string(),
  customer_id: z.nullish(z.string()),
  buyer_email_address: text,
  buyer_phone_number: text,
  billing_address: Address,
  shipping_address: Address,
  amount_money: Money,
  total_money: orNone(Money),
});
export type Payment = z.infer<typeof Payment>;

export const PaymentEvent = object({ ...base, data: object({ object: object({ payment: Payment }) }) });
export type PaymentEvent = z.infer<typeof PaymentEvent>;

/** Names the payment, not the person; one of a payment that Square never saw names neither, or the customer. */
const Refund = object({
  ...times,
  id: filled,
  status: z.string(),
  payment_id: z.nullish(z.string()),
  customer_id: text,
  amount_money: Money,
  reason: text,
});
export const RefundEvent = object({ ...base, data: object({ object: object({ refund: Refund }) }) });
export type RefundEvent = z.infer<typeof RefundEvent>;

export const SubscriptionEvent = object({
  ...base,
  data: object({
    object: object({
      subscription: object({
        id: filled,
        status: z.string(),
        customer_id: text,
        plan_variation_id: text,
        plan_id: text,
        canceled_date: text,
        version: text,
      }),
    }),
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;
