import * as z from 'zod/mini';

const text = z.nullish(z.string());
/** Ids reach 19 digits; those beyond 2^53 arrive as text. */
const id = z.union([z.string(), z.number()]);
const amount = z.union([z.string(), z.number()]);

/** A field that only another topic's body has: its presence shows that the unsigned topic was changed. */
const foreign = z.optional(z.undefined());

/** The kind of object, where Shopify names it. */
const gid = (kind: string) => z.nullish(z.string().check(z.startsWith(`gid://shopify/${kind}/`)));

export const Topic = z.string().check(z.minLength(1));

/** What says whose body it is and whether it is a test; everything may be missing. */
export const Any = z.object({
  id: z.catch(z.nullish(id), null),
  test: z.catch(z.nullish(z.boolean()), null),
  transactions: z.catch(z.nullish(z.array(z.object({ test: z.nullish(z.boolean()) }))), null),
});

const Address = z.catch(z.nullish(z.object({ first_name: text, last_name: text, phone: text, country_code: text })), null);
export type Address = z.infer<typeof Address>;

const named = { email: text, phone: text, first_name: text, last_name: text };

export const Person = z.object({
  ...named,
  id,
  admin_graphql_api_id: gid('Customer'),
  default_address: Address,
  created_at: text,
  updated_at: text,
  line_items: foreign,
  order_id: foreign,
});
export type Person = z.infer<typeof Person>;

/** Little more than the id. A customer's full body has a state: relabelled, it must not delete them. */
export const Deleted = z.object({
  ...named,
  id,
  admin_graphql_api_id: gid('Customer'),
  state: foreign,
  line_items: foreign,
  order_id: foreign,
  shop_id: foreign,
});
export type Deleted = z.infer<typeof Deleted>;

const shop = { shop_id: id, shop_domain: z.string() };
const privacy = { ...shop, customer: z.nullish(z.object({ id: z.nullish(id), email: text, phone: text })) };

export const Redact = z.object({ ...privacy, orders_to_redact: z.array(z.unknown()) });
export type Redact = z.infer<typeof Redact>;
export const DataRequest = z.object({ ...privacy, orders_requested: z.array(z.unknown()) });
export const ShopRedact = z.object({ ...shop, customer: foreign });

const Line = z.object({ title: text, name: text, quantity: z.nullish(z.number()) });
export type Line = z.infer<typeof Line>;

const order = {
  id,
  admin_graphql_api_id: gid('Order'),
  abandoned_checkout_url: foreign,
  name: text,
  currency: z.string(),
  total_price: amount,
  current_total_price: z.nullish(amount),
  payment_gateway_names: z.catch(z.nullish(z.array(z.string())), null),
  processed_at: text,
  created_at: text,
  email: text,
  contact_email: text,
  phone: text,
  customer: z.nullish(z.object({ ...named, id, default_address: Address })),
  billing_address: Address,
  shipping_address: Address,
  line_items: z.array(Line),
};

/** A checkout looks much like an order, but for its recovery link. */
export const NewOrder = z.object(order);
export type NewOrder = z.infer<typeof NewOrder>;

/** An unpaid one says so. */
export const Order = z.object({ ...order, financial_status: z.nullish(z.enum(['paid', 'partially_refunded', 'refunded'])) });
export type Order = z.infer<typeof Order>;

/** An attempt to move an order's money; names the order, and no person. */
export const Transaction = z.object({
  order_id: id,
  kind: z.string(),
  status: z.string(),
  amount,
  currency: z.string(),
  gateway: text,
  message: text,
  processed_at: text,
  created_at: text,
});
export type Transaction = z.infer<typeof Transaction>;

/** Names the order, and no person. */
export const Refund = z.object({
  id,
  order_id: id,
  processed_at: text,
  created_at: text,
  transactions: z.array(z.object({ kind: z.string(), status: z.string(), amount, currency: z.string(), gateway: text })),
  refund_line_items: z.catch(z.nullish(z.array(z.object({ line_item: z.nullish(Line) }))), null),
});
export type Refund = z.infer<typeof Refund>;

const contract = {
  id,
  customer_id: id,
  billing_policy: z.object({ interval: text, interval_count: z.nullish(z.number()) }),
};

export const Contract = z.object(contract);
export type Contract = z.infer<typeof Contract>;

type Status = 'active' | 'paused' | 'failed' | 'expired' | 'cancelled';

/** The status belongs to the topic: it is what its body has and the others' lack. */
export const contractThat = (status: Status) =>
  z.object({ ...contract, status: z.string().check(z.regex(new RegExp(`^${status}$`, 'i'))) });
export type TurnedContract = z.infer<ReturnType<typeof contractThat>>;

/** Names the contract, and neither person nor money. */
export const BillingAttempt = z.object({
  subscription_contract_id: id,
  idempotency_key: z.string(),
  error_code: text,
  error_message: text,
});
export type BillingAttempt = z.infer<typeof BillingAttempt>;
