import { type Command, customer, type Customer, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMinor, type Money } from '../../../shared/bunce/money.ts';
import type {
  Charge,
  DedicatedAccount,
  ExpiringCards,
  Identification,
  Invoice,
  PaymentRequest,
  Person,
  Refund,
  Subscription,
} from './schema.ts';

/** Paystack counts hundredths in every currency, XOF too, which ISO gives no decimals. */
const money = (amount: number | string, currency: string): Money => fromMinor(amount, { currency, decimals: 2 });

const maybeMoney = (amount: number | null | undefined, currency: string | null | undefined): Partial<Money> =>
  typeof amount === 'number' && currency ? money(amount, currency) : {};

/** The code names a customer; some webhooks know only the number. */
function person({ id, customer_code: code, email, first_name: firstName, last_name: lastName, phone }: Person): Customer {
  const number = id === null || id === undefined ? undefined : String(id);
  return customer({ id: code ?? number, aliases: code && number ? [number] : undefined, email, firstName, lastName, phone });
}

interface Times {
  readonly paid_at?: string | null | undefined;
  readonly created_at?: string | null | undefined;
  readonly createdAt?: string | null | undefined;
}

function when({ paid_at: paid, created_at: created, createdAt }: Times): string | undefined {
  const time = paid ?? created ?? createdAt;
  return time ? instant(time) : undefined;
}

export function charged({ data }: Charge): readonly Command[] {
  const properties = {
    ...money(data.amount, data.currency),
    reference: data.reference,
    paymentMethod: data.channel,
    plan: data.plan?.name,
    interval: data.plan?.interval,
  };
  return [track('purchase_completed', { customer: person(data.customer), occurredAt: when(data), properties })];
}

export function requestPaid({ data }: PaymentRequest): readonly Command[] {
  const who = typeof data.customer === 'object' ? person(data.customer) : customer({ id: data.customer });
  const properties = { ...money(data.amount, data.currency), reference: data.request_code, product: data.description };
  return [track('purchase_completed', { customer: who, occurredAt: when(data), properties })];
}

export function refunded({ data }: Refund): readonly Command[] {
  const properties = { ...money(data.amount, data.currency), reference: data.transaction_reference };
  return [track('refund_issued', { customer: person(data.customer), properties })];
}

export function invoiceFailed({ data }: Invoice): readonly Command[] {
  const properties = { ...maybeMoney(data.amount, data.transaction?.currency), reference: data.invoice_code, product: data.description };
  return [track('payment_failed', { customer: person(data.customer), occurredAt: when(data), properties })];
}

type Subscribed = Omit<Subscription['data'], 'customer' | keyof Times>;

const terms = ({ amount, plan, subscription_code: reference }: Subscribed) => ({
  ...maybeMoney(amount, plan?.currency),
  plan: plan?.name,
  interval: plan?.interval,
  reference,
});

export function subscribed({ data }: Subscription): readonly Command[] {
  return [track('subscription_started', { customer: person(data.customer), occurredAt: when(data), properties: terms(data) })];
}

/** Carries the subscription's creation as its only time, so the moment of receipt stands in, here and below. */
export function willEnd({ data }: Subscription): readonly Command[] {
  const endsAt = data.next_payment_date ? instant(data.next_payment_date) : undefined;
  return [track('subscription_cancelled', { customer: person(data.customer), properties: { ...terms(data), endsAt } })];
}

export function ended({ data }: Subscription): readonly Command[] {
  return [track('subscription_changed', { customer: person(data.customer), properties: { ...terms(data), status: data.status } })];
}

export function cardsExpire({ data }: ExpiringCards): readonly Command[] {
  return data.map(({ customer: who, description, subscription }) =>
    track('subscription_changed', {
      customer: person(who),
      properties: { ...terms(subscription), status: 'card expiring', reason: description },
    }),
  );
}

const identified = ({ customer_code: id, customer_id: number, email }: Identification['data']): Customer =>
  customer({ id, aliases: number === null || number === undefined ? undefined : [String(number)], email });

export function identityConfirmed({ data }: Identification): readonly Command[] {
  const who = identified(data);
  return [track('identity_verified', { customer: who }), setAttributes({ customer: who, attributes: { identityStatus: 'verified' } })];
}

export function identityRefused({ data }: Identification): readonly Command[] {
  return [setAttributes({ customer: identified(data), attributes: { identityStatus: 'failed', identityReason: data.reason } })];
}

export function accountAssigned({ data }: DedicatedAccount): readonly Command[] {
  const who = person(data.customer);
  return [upsert({ customer: who }), track('profile_updated', { customer: who })];
}
