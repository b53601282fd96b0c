import { customer, type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { type Moment, time } from '../../../shared/bunce/instant.ts';
import { fromMajor, isFree, type Money } from '../../../shared/bunce/money.ts';
import { type EventRule, on, type Told } from '../../../shared/webhook/provider.ts';
import { dialable, known, nameIn, phoneIn } from './person.ts';
import * as shape from './schema.ts';

/** One charge, whichever shape told of it. */
interface Charge extends Money {
  readonly id: string | null;
  readonly status: string;
  readonly reference: string | null;
  readonly paymentMethod?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly times: readonly Moment[];
  readonly customer: Customer;
}

/** A refund names its charge and no person: the charge's number is kept as another id of its payer. */
const chargeAlias = (id: string | number | null): string | null => (id === null ? null : `charge:${id}`);

/** `charge.completed` says only that an attempt ended; the status says how. `pending` may still succeed in another delivery. */
function ended({ id, amount, currency, reference, paymentMethod, reason, status, times, customer: payer }: Charge): Told {
  const paid = status === 'successful' || status === 'succeeded';
  if ((!paid && status !== 'failed') || isFree({ amount, currency })) return [];
  if (!isSomebody(payer) && (paid || !payer.aliases)) return 'nobody';
  const payment = { amount, currency, reference, paymentMethod };
  const occasion = id === null ? undefined : `charge:${id}:${paid ? 'success' : 'failed'}`;
  const happening = { customer: payer, occasion };
  return paid
    ? [track('purchase_completed', { ...happening, occurredAt: time(times), properties: payment })]
    : [track('payment_failed', { ...happening, occurredAt: time(times), properties: { ...payment, reason } })];
}

const fromV3 = on(shape.ChargeV3, ({ data }) => {
  const { id, email, name, phone_number: phone } = data.customer ?? {};
  return ended({
    ...fromMajor(data.amount, data.currency),
    id: data.id,
    status: data.status,
    reference: data.tx_ref,
    paymentMethod: data.payment_type,
    reason: data.processor_response,
    times: [data.created_at],
    customer: customer({ id, email, name: known(name), phone: dialable(phone), aliases: [chargeAlias(data.id)] }),
  });
});

const fromV4 = on(shape.ChargeV4, ({ timestamp, data }) => {
  const { id, email, name, phone } = data.customer ?? {};
  return ended({
    ...fromMajor(data.amount, data.currency),
    id: data.id,
    status: data.status,
    reference: data.reference,
    paymentMethod: data.payment_method?.type,
    reason: [data.processor_response?.type, data.processor_response?.code].filter(Boolean).join(' '),
    times: [data.created_datetime, timestamp],
    customer: customer({ id: id ?? data.customer_id, email, ...nameIn(name), phone: phoneIn(phone) }),
  });
});

const fromFlat = on(shape.ChargeFlat, (charge) => {
  const { id, email, fullName, phone } = charge.customer ?? {};
  return ended({
    ...fromMajor(charge.amount, charge.currency),
    id: charge.id,
    status: charge.status,
    reference: charge.txRef,
    times: [charge.createdAt],
    customer: customer({ id, email, name: known(fullName), phone: dialable(phone), aliases: [chargeAlias(charge.id)] }),
  });
});

/** One event name, three shapes: the shape is told first, then read strictly. */
export const charged: EventRule = (payload) => {
  const { event, type } = shape.Any.parse(payload);
  if (event) return fromV3(payload);
  return type ? fromV4(payload) : fromFlat(payload);
};

/** Names no subscription, hence no occasion. */
export function cancelled({ data: { amount, currency, plan, customer: subscriber } }: shape.Cancelled): Told {
  const money = currency && amount !== null && amount !== undefined ? fromMajor(amount, currency) : {};
  const who = customer({ email: subscriber?.email, name: known(subscriber?.full_name) });
  if (!isSomebody(who)) return 'nobody';
  const properties = { ...(isFree(money) ? {} : money), plan: plan?.name, interval: plan?.interval };
  return [track('subscription_cancelled', { customer: who, properties })];
}

/** The amount names no currency and is left out. */
export function refunded({ id, TransactionId: charge, FlwRef: reference, status, ...refund }: shape.Refund): Told {
  if (!status.startsWith('completed') || Number(refund.AmountRefunded ?? Number.NaN) === 0) return [];
  const who = customer({ aliases: [chargeAlias(charge)] });
  const occasion = id === null ? undefined : `refund:${id}:completed`;
  return [track('refund_issued', { customer: who, occurredAt: time(refund.updatedAt), properties: { reference }, occasion })];
}
