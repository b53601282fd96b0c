import * as z from 'zod/mini';

import { shown, tolerance } from '../../../shared/webhook/provider-settings.ts';

/** In the config: the webhook's id is part of what PayPal signs, and stands in no request. */
export const Settings = z.strictObject({ webhookId: shown("the webhook's id, as the Developer Dashboard shows it"), tolerance });

const text = z.nullish(z.string());
const filled = z.string().check(z.minLength(1));
const Links = z.catch(z.nullish(z.array(z.object({ rel: text, href: text }))), null);

/** What every PayPal webhook has. */
export const Any = z.object({ id: filled, event_type: filled, links: Links });

const base = { create_time: z.string() };

const Person = z.object({
  payer_id: text,
  email_address: text,
  name: z.nullish(z.object({ given_name: text, surname: text })),
  phone: z.nullish(z.object({ phone_number: z.nullish(z.object({ national_number: text })) })),
});
export type Person = z.infer<typeof Person>;

export const OrderEvent = z.object({ ...base, resource: z.object({ id: z.string(), payer: Person }) });
export type OrderEvent = z.infer<typeof OrderEvent>;

/** Amounts are major units, as text. */
const Amount = z.object({ value: z.string(), currency_code: z.string() });

/** Names its order, not the person. */
export const CaptureEvent = z.object({
  ...base,
  resource: z.object({
    id: z.string(),
    amount: Amount,
    invoice_id: text,
    status_details: z.nullish(z.object({ reason: text })),
    supplementary_data: z.nullish(z.object({ related_ids: z.nullish(z.object({ order_id: text })) })),
  }),
});
export type CaptureEvent = z.infer<typeof CaptureEvent>;

/** Names its capture by a link only. */
export const RefundEvent = z.object({
  ...base,
  resource: z.object({ id: z.string(), amount: Amount, note_to_payer: text, links: Links }),
});
export type RefundEvent = z.infer<typeof RefundEvent>;

const OldAmount = z.object({ total: z.string(), currency: z.string() });

/** The older shape, still sent for each payment of a subscription. */
export const SaleEvent = z.object({
  ...base,
  resource: z.object({ id: z.string(), amount: OldAmount, billing_agreement_id: text, parent_payment: text, invoice_number: text }),
});
export type SaleEvent = z.infer<typeof SaleEvent>;

export const SaleRefundEvent = z.object({
  ...base,
  resource: z.object({ id: z.string(), amount: OldAmount, sale_id: z.string(), reason: text, reason_code: text }),
});
export type SaleRefundEvent = z.infer<typeof SaleRefundEvent>;

export const SubscriptionEvent = z.object({
  ...base,
  resource: z.object({
    id: z.string(),
    status: text,
    status_change_note: text,
    plan_id: text,
    subscriber: z.nullish(Person),
    billing_info: z.nullish(
      z.object({
        last_payment: z.nullish(z.object({ amount: z.nullish(Amount) })),
        last_failed_payment: z.nullish(z.object({ amount: z.nullish(Amount), reason_code: text })),
      }),
    ),
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;
