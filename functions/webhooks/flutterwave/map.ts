import { type Command, customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMajor, type Money } from '../../../shared/bunce/money.ts';
import { type EventRule, on } from '../../../shared/webhook/provider.ts';
import * as shape from './schema.ts';

/** One charge, whichever shape told of it. */
interface Charge extends Money {
  readonly status: string;
  readonly reference: string;
  readonly paymentMethod?: string | null | undefined;
  readonly reason?: string | null | undefined;
  readonly occurredAt: string | null | undefined;
  readonly customer: Customer;
}

/** A refund names its charge and no person: the charge's number is kept as another id of its payer. */
const chargeAlias = (id: string | number): string => `charge:${id}`;

/** Flutterwave writes this where it has no name. */
const known = (name: string | null | undefined): string | undefined => (name && !/^anonymous customer$/i.test(name) ? name : undefined);

/** `charge.completed` says only that an attempt ended; the status says how. `pending` may still succeed in another delivery. */
function ended(charge: Charge): readonly Command[] {
  const { amount, currency, reference, paymentMethod, reason, status } = charge;
  const happening = { customer: charge.customer, occurredAt: charge.occurredAt ? instant(charge.occurredAt) : undefined };
  const payment = { amount, currency, reference, paymentMethod };
  if (status === 'successful' || status === 'succeeded') return [track('purchase_completed', { ...happening, properties: payment })];
  return status === 'failed' ? [track('payment_failed', { ...happening, properties: { ...payment, reason } })] : [];
}

const fromV3 = on(shape.ChargeV3, ({ data }) => {
  const { id, email, name, phone_number: phone } = data.customer;
  return ended({
    ...fromMajor(data.amount, data.currency),
    status: data.status,
    reference: data.tx_ref,
    paymentMethod: data.payment_type,
    reason: data.processor_response,
    occurredAt: data.created_at,
    customer: customer({ id, email, name: known(name), phone, aliases: [chargeAlias(data.id)] }),
  });
});

const fromV4 = on(shape.ChargeV4, ({ data }) => {
  const { id, email, name, phone } = data.customer;
  return ended({
    ...fromMajor(data.amount, data.currency),
    status: data.status,
    reference: data.reference,
    paymentMethod: data.payment_method?.type,
    reason: [data.processor_response?.type, data.processor_response?.code].filter(Boolean).join(' '),
    occurredAt: data.created_datetime,
    customer: customer({ id, email, firstName: known(name?.first), lastName: name?.last, phone: international(phone) }),
  });
});

const fromFlat = on(shape.ChargeFlat, (charge) => {
  const { id, email, fullName, phone } = charge.customer;
  return ended({
    ...fromMajor(charge.amount, charge.currency),
    status: charge.status,
    reference: charge.txRef,
    occurredAt: charge.createdAt,
    customer: customer({ id, email, name: known(fullName), phone, aliases: [chargeAlias(charge.id)] }),
  });
});

type Phone = shape.ChargeV4['data']['customer']['phone'];

const international = (phone: Phone): string | null | undefined =>
  phone?.country_code && phone.number ? `+${phone.country_code.replace(/\D/g, '')}${phone.number.replace(/^0+/, '')}` : phone?.number;

/** One event name, three shapes: the shape is told first, then read strictly. */
export const charged: EventRule = (payload) => {
  const { event, type } = shape.Any.parse(payload);
  if (event) return fromV3(payload);
  return type ? fromV4(payload) : fromFlat(payload);
};

export function cancelled({ data }: shape.Cancelled): readonly Command[] {
  const { amount, currency, plan } = data;
  const money = currency && amount !== null && amount !== undefined ? fromMajor(amount, currency) : {};
  const who = customer({ email: data.customer.email, name: known(data.customer.full_name) });
  return [track('subscription_cancelled', { customer: who, properties: { ...money, plan: plan?.name, interval: plan?.interval } })];
}

export function refunded({ TransactionId: charge, FlwRef: reference, status }: shape.Refund): readonly Command[] {
  if (!status.startsWith('completed')) return [];
  return [track('refund_issued', { customer: customer({ aliases: [chargeAlias(charge)] }), properties: { reference } })];
}
