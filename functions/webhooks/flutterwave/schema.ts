import * as z from 'zod/mini';

const text = z.nullish(z.string());
const id = z.nullish(z.union([z.string(), z.number()]));
const amount = z.union([z.number(), z.string()]);

/** What tells the three shapes apart; v3 may hold the dotted key beside `event`, the legacy flat body only the dotted one. */
export const Any = z.object({
  event: text,
  type: text,
  'event.type': text,
  webhook_id: text,
  id,
  status: text,
  txRef: text,
  flwRef: text,
  TransactionId: id,
  AmountRefunded: z.optional(z.unknown()),
  data: z.catch(z.nullish(z.object({ id, status: text, flw_ref: text })), null),
});
export type Any = z.infer<typeof Any>;

/** The flat bodies name no event: a charge has `txRef`, a refund `AmountRefunded`. */
export function typeOf(webhook: Any): string {
  const named = webhook.event || webhook.type;
  if (named) return named;
  if (webhook.txRef) return 'charge.completed';
  return webhook.AmountRefunded === undefined ? webhook['event.type'] || 'unknown' : 'refund';
}

interface Subject {
  readonly id: string | number | null | undefined;
  readonly status: string | null | undefined;
  readonly reference: string | null | undefined;
}

export function subjectOf({ data, ...flat }: Any): Subject {
  if (data) return { id: data.id, status: data.status, reference: data.flw_ref };
  return { id: flat.id ?? flat.TransactionId, status: flat.status, reference: flat.flwRef };
}

const charge = { id: z.union([z.string(), z.number()]), amount, currency: z.string(), status: z.string() };

/** Event `charge.completed`, with `data` in snake case. */
export const ChargeV3 = z.object({
  data: z.object({
    ...charge,
    tx_ref: z.string(),
    payment_type: text,
    processor_response: text,
    created_at: text,
    customer: z.object({ id, email: text, name: text, phone_number: text }),
  }),
});

/** Type `charge.completed`, with a structured name and phone. */
export const ChargeV4 = z.object({
  data: z.object({
    ...charge,
    reference: z.string(),
    payment_method: z.catch(z.nullish(z.object({ type: text })), null),
    processor_response: z.catch(z.nullish(z.object({ type: text, code: text })), null),
    created_datetime: text,
    customer: z.object({
      id,
      email: text,
      name: z.nullish(z.object({ first: text, last: text })),
      phone: z.nullish(z.object({ country_code: text, number: text })),
    }),
  }),
});
export type ChargeV4 = z.infer<typeof ChargeV4>;

/** The oldest shape: everything on top, in camel case. */
export const ChargeFlat = z.object({
  ...charge,
  txRef: z.string(),
  createdAt: text,
  customer: z.object({ id, email: text, fullName: text, phone: text }),
});

/** Has no id of its own, and a customer without one. */
export const Cancelled = z.object({
  data: z.object({
    amount: z.nullish(amount),
    currency: text,
    customer: z.object({ email: text, full_name: text }),
    plan: z.nullish(z.object({ name: text, interval: text })),
  }),
});
export type Cancelled = z.infer<typeof Cancelled>;

/** Names the charge by number, and neither person nor currency. */
export const Refund = z.object({ TransactionId: z.union([z.string(), z.number()]), FlwRef: text, status: z.string() });
export type Refund = z.infer<typeof Refund>;
