import * as z from 'zod/mini';

import { httpsUrl } from '../../../shared/webhook/provider-settings.ts';

/** In the config: the URL that is signed, where it is another than the gateway's own. */
export const Settings = z.strictObject({
  url: z.exactOptional(httpsUrl('the notification URL, to the byte as it is registered at Square')),
});

const text = z.nullish(z.string());
const filled = z.string().check(z.minLength(1));

/** What every Square webhook has. */
export const Any = z.object({ event_id: filled, type: filled });

const State = z.nullish(z.object({ id: z.string(), status: z.string(), canceled_date: text }));
const Occasion = z.object({ type: filled, data: z.object({ object: z.object({ payment: State, refund: State, subscription: State }) }) });

/** Square sends an object again with every fee and note that is added: what is settled counts once, under this id. */
export function occasionOf(payload: unknown): string | undefined {
  const { type, data } = Occasion.safeParse(payload).data ?? {};
  const { payment, refund, subscription } = data?.object ?? {};
  if (payment && /^(COMPLETED|FAILED)$/.test(payment.status)) return `payment:${payment.id}:${payment.status}`;
  if (refund?.status === 'COMPLETED') return `refund:${refund.id}:COMPLETED`;
  if (subscription?.canceled_date) return `${type}:${subscription.id}:until:${subscription.canceled_date}`;
  return undefined;
}

const base = { created_at: z.string() };

/** Of a deleted customer only the id may be left. A merge deletes the old ones and creates a new one. */
export const CustomerEvent = z.object({
  ...base,
  data: z.object({
    id: z.string(),
    object: z.nullish(
      z.object({
        customer: z.nullish(z.object({ given_name: text, family_name: text, email_address: text, phone_number: text })),
        event_context: z.nullish(z.object({ merge: z.nullish(z.object({ from_customer_ids: z.nullish(z.array(z.string())) })) })),
      }),
    ),
  }),
});
export type CustomerEvent = z.infer<typeof CustomerEvent>;

const Money = z.object({ amount: z.number(), currency: z.string() });

export const PaymentEvent = z.object({
  ...base,
  data: z.object({
    object: z.object({
      payment: z.object({
        id: z.string(),
        status: z.string(),
        customer_id: text,
        buyer_email_address: text,
        amount_money: Money,
        total_money: z.nullish(Money),
        source_type: text,
        card_details: z.nullish(z.object({ errors: z.nullish(z.array(z.object({ code: text }))) })),
      }),
    }),
  }),
});
export type PaymentEvent = z.infer<typeof PaymentEvent>;

/** Names the payment, not the person. */
export const RefundEvent = z.object({
  ...base,
  data: z.object({
    object: z.object({ refund: z.object({ status: z.string(), payment_id: z.string(), amount_money: Money, reason: text }) }),
  }),
});
export type RefundEvent = z.infer<typeof RefundEvent>;

export const SubscriptionEvent = z.object({
  ...base,
  data: z.object({
    object: z.object({
      subscription: z.object({ id: z.string(), status: z.string(), customer_id: z.string(), plan_variation_id: text, canceled_date: text }),
    }),
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;
