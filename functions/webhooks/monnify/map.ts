import { type Command, customer, type Customer, track } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMajor, type Money } from '../../../shared/bunce/money.ts';
import type { Customer as Payer, Mandate, Paid, Refund, Rejected } from './schema.ts';

/** Monnify collects naira; it names the currency of a payment only. */
const naira = (amount: number | string, currency?: string | null): Money => fromMajor(amount, currency || 'NGN');

const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}:\d{2}) ([AP])M$/i;

/** `2021-11-17 11:28:42.615` or `30/08/2023 5:13:57 PM`, day first; both in Lagos and neither says so. */
export function lagos(time: string | null | undefined): string | undefined {
  if (!time) return undefined;
  const [, day = '', month = '', year = '', hour = '', rest = '', half = ''] = DAY_FIRST.exec(time.trim()) ?? [];
  if (!year) return instant(time, { zone: '+01:00' });
  const hours = (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  const two = (digits: string | number): string => String(digits).padStart(2, '0');
  return instant(`${year}-${two(month)}-${two(day)} ${two(hours)}:${rest}`, { zone: '+01:00' });
}

/** A refund names its transaction and no person: the transaction's reference is kept as another id of its payer. */
const paymentAlias = (reference: string): string => `transaction:${reference}`;

/** Offline payments carry an invented address that ends in `.monnify`: that is nobody's. */
const reachable = (email: string | null | undefined): string | undefined =>
  email && !/\.monnify$/i.test(email.trim()) ? email : undefined;

interface Told {
  readonly transactionReference: string;
  readonly customer?: Payer;
  readonly metaData?: { readonly phoneNumber?: string | null | undefined } | null | undefined;
}

const payer = ({ transactionReference, customer: who, metaData }: Told): Customer =>
  customer({ aliases: [paymentAlias(transactionReference)], email: reachable(who?.email), name: who?.name, phone: metaData?.phoneNumber });

/** `PARTIALLY_PAID` is money without a purchase: the rest is still to come. */
export function paid({ eventData: data }: Paid): readonly Command[] {
  if (data.paymentStatus === 'PARTIALLY_PAID') return [];
  const properties = {
    ...naira(data.amountPaid, data.currency),
    reference: data.paymentReference,
    product: data.paymentDescription,
    paymentMethod: data.paymentMethod,
  };
  return [track('purchase_completed', { customer: payer(data), occurredAt: lagos(data.paidOn), properties })];
}

export function rejected({ eventData: data }: Rejected): readonly Command[] {
  const properties = {
    ...naira(data.amount, data.currency),
    reference: data.paymentReference,
    product: data.paymentDescription,
    reason: data.paymentRejectionInformation?.rejectionReason,
  };
  return [track('payment_failed', { customer: payer(data), occurredAt: lagos(data.created_on), properties })];
}

export function refunded({ eventData: data }: Refund): readonly Command[] {
  const properties = { ...naira(data.refundAmount), reference: data.transactionReference, reason: data.customerNote };
  return [track('refund_issued', { customer: payer(data), occurredAt: lagos(data.completedOn), properties })];
}

/** A mandate is what a subscription is elsewhere: leave to debit, until its end. Its webhook carries no time. */
export function mandateChanged({ eventData: data }: Mandate): readonly Command[] {
  const { customerName: name, customerEmailAddress: email, customerPhoneNumber: phone, mandateAmount: amount } = data;
  const who = customer({ email: reachable(email), name, phone });
  const terms = {
    ...(amount === null || amount === undefined ? {} : naira(amount)),
    reference: data.mandateCode,
    plan: data.mandateDescription,
    endsAt: lagos(data.endDate),
  };
  const status = data.mandateStatus.toUpperCase();
  if (status === 'ACTIVE') return [track('subscription_started', { customer: who, properties: terms })];
  if (status === 'CANCELLED') return [track('subscription_cancelled', { customer: who, properties: terms })];
  return [track('subscription_changed', { customer: who, properties: { ...terms, status: status.toLowerCase() } })];
}
