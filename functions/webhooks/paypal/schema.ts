import * as z from 'zod/mini';

import { amount, moment, object, part, some, text } from '../../../shared/webhook/field.ts';
import { shown, testHeader, tolerance } from '../../../shared/webhook/provider-settings.ts';

/** In the config: the webhook's id is part of what PayPal signs, and stands in no request. */
export const Settings = z.strictObject({
  webhookId: shown("the webhook's id, as the Developer Dashboard shows it"),
  tolerance,
  testHeader,
});

export const filled = z.string().check(z.minLength(1));
const Links = some(object({ rel: text, href: text }));
export type Links = z.infer<typeof Links>;

const Related = part(object({ related_ids: part(object({ order_id: text, capture_id: text })) }));

/** What every PayPal webhook has. */
export const Any = object({ id: filled, event_type: filled, links: Links, resource: part(object({ links: Links })) });

export const base = { create_time: moment };

/** In parts, whole, or as plain text, by the payment's kind. */
const Name = part(z.union([z.string(), object({ given_name: text, surname: text, full_name: text })]));
const number = { country_code: text, national_number: text };
const Phone = part(z.union([z.string(), z.number(), object({ ...number, phone_number: part(z.union([z.string(), object(number)])) })]));
const Address = part(object({ country_code: text }));
const PayerInfo = object({
  payer_id: text,
  email: text,
  first_name: text,
  last_name: text,
  phone: text,
  country_code: text,
  shipping_address: Address,
});

/** A payer, a subscriber, a source of payment or whom the goods go to: none has all of it. */
const known = {
  payer_id: text,
  account_id: text,
  email_address: text,
  email: text,
  name: Name,
  phone: Phone,
  phone_number: Phone,
  country_code: text,
  address: Address,
  payer_info: part(PayerInfo),
};
const Person = object(known);
export type Person = z.infer<typeof Person>;

/** The kind of payment (`paypal`, `card`, `ideal` …) → what it says of the payer. */
const Sources = part(z.record(z.string(), part(Person)));

/** Amounts are major units, as text; the version of the resource, not the event, says in whose words. */
export const Amount = z.union([object({ value: amount, currency_code: z.string() }), object({ total: amount, currency: z.string() })]);

/** The payer is optional: the source of payment may say alone who it is. */
const order = {
  payer: part(Person),
  payment_source: Sources,
  purchase_units: some(object({ amount: part(Amount), invoice_id: text, shipping: part(Person) })),
};

export const OrderEvent = object({ ...base, resource: object({ id: filled, ...order }) });
export type OrderEvent = z.infer<typeof OrderEvent>;

/** An approved payment that came to nothing; the order's id has another name than in the order itself. */
export const ReversalEvent = object({
  ...base,
  resource: z.union([object({ order_id: filled, ...order }), object({ id: filled, ...order })]),
});
export type ReversalEvent = z.infer<typeof ReversalEvent>;

/** Names its order, at times by a link only or in the older API's word, and not the person. */
export const CaptureEvent = object({
  ...base,
  resource: object({
    id: filled,
    amount: Amount,
    invoice_id: text,
    status_details: part(object({ reason: text })),
    supplementary_data: Related,
    parent_payment: text,
    links: Links,
  }),
});
export type CaptureEvent = z.infer<typeof CaptureEvent>;

/** Names its capture, mostly by a link only. */
export const RefundEvent = object({
  ...base,
  resource: object({ id: filled, amount: Amount, note_to_payer: text, capture_id: text, supplementary_data: Related, links: Links }),
});
export type RefundEvent = z.infer<typeof RefundEvent>;

/** The older shape, still sent for each payment of a subscription. */
export const SaleEvent = object({
  ...base,
  resource: object({ id: filled, amount: Amount, billing_agreement_id: text, parent_payment: text, invoice_number: text }),
});
export type SaleEvent = z.infer<typeof SaleEvent>;

export const SaleRefundEvent = object({
  ...base,
  resource: object({ id: filled, amount: Amount, sale_id: filled, reason: text, reason_code: text }),
});
export type SaleRefundEvent = z.infer<typeof SaleRefundEvent>;

/** The older agreement has a payer, a state and details of its own. */
export const SubscriptionEvent = object({
  ...base,
  resource: object({
    id: filled,
    status: text,
    state: text,
    status_change_note: text,
    status_update_time: text,
    create_time: moment,
    plan_id: text,
    plan: part(object({ name: text })),
    subscriber: part(object({ ...known, payment_source: Sources, shipping_address: part(Person) })),
    payer: part(Person),
    billing_info: part(
      object({
        last_payment: part(object({ amount: part(Amount) })),
        last_failed_payment: part(object({ amount: part(Amount), reason_code: text, time: text })),
      }),
    ),
    agreement_details: part(object({ last_payment_amount: part(object({ value: amount, currency: z.string() })) })),
  }),
});
export type SubscriptionEvent = z.infer<typeof SubscriptionEvent>;

/** Whether a URL is of PayPal's sandbox. */
export const isSandbox = (url: string | null | undefined): boolean => /^https:\/\/[\w-]+\.sandbox\.paypal\.com\//.test(url ?? '');
