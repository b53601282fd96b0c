import * as z from 'zod/mini';

import { count, id, object, part, text } from '../../../shared/webhook/field.ts';
import { gid } from './schema.ts';

type Status = 'active' | 'paused' | 'failed' | 'expired' | 'cancelled';

/** The status belongs to the topic: it is what its body has and the others' lack. */
export const contractThat = (is: Status) =>
  object({
    id,
    admin_graphql_api_id: gid('SubscriptionContract'),
    /** Null once the customer is erased, but there. */
    customer_id: z.nullable(id),
    billing_policy: part(object({ interval: text, interval_count: count })),
    revision_id: text,
    status: z.string().check(z.regex(new RegExp(`^${is}$`, 'i'), { error: `expected ${is}, got another status` })),
  });
export type Contract = z.infer<ReturnType<typeof contractThat>>;

/** Names the contract, and neither person nor money. */
export const BillingAttempt = object({
  id: z.nullish(id),
  order_id: z.nullish(id),
  /** Null where somebody tries the webhook, but there. */
  subscription_contract_id: z.nullable(id),
  idempotency_key: z.nullish(z.string()),
  error_code: text,
  error_message: text,
}).check(
  z.refine(({ id: own, order_id: made, error_code: code, error_message: message }) => !(own && made) || Boolean(code || message), {
    error: 'expected an attempt that failed, got one that made an order',
    path: ['order_id'],
  }),
);
export type BillingAttempt = z.infer<typeof BillingAttempt>;
