import { customer, type Customer, isSomebody, track } from '../../../shared/bunce/command.ts';
import { fromMajor, isFree, type Money } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { transferOf } from './identify.ts';
import { lagos } from './lagos.ts';
import type { Mandate, Paid, Refund, Rejected } from './schema.ts';

/** Monnify collects naira; it names the currency of a payment only, sometimes by its number. */
const naira = (amount: number | string, currency?: string | null): Money =>
  fromMajor(amount, currency && currency !== '566' ? currency : 'NGN');

/** A refund names its transaction and no person: the transaction's reference is kept as another id of its payer. */
const paymentAlias = (reference: string | number | null): string | null => (reference === null ? null : `transaction:${reference}`);

/** Offline payments carry an invented address that ends in `.monnify`: that is nobody's. */
const reachable = (email: string | null | undefined): string | undefined =>
  email && !/\.monnify$/i.test(email.trim()) ? email : undefined;

const payer = ({ transactionReference, customer: who, metaData }: (Paid | Rejected)['eventData']): Customer =>
  customer({ aliases: [paymentAlias(transactionReference)], email: reachable(who?.email), name: who?.name, phone: metaData?.phoneNumber });

/** `PARTIALLY_PAID` is money without a purchase: the rest is still to come. */
export function paid({ eventData: data }: Paid): Told {
  const amount = naira(data.amountPaid, data.currency);
  const who = payer(data);
  if (data.paymentStatus?.toUpperCase() === 'PARTIALLY_PAID' || isFree(amount)) return [];
  if (!isSomebody(who)) return 'nobody';
  const reference = data.paymentReference ?? data.transactionReference;
  const properties = { ...amount, reference, product: data.paymentDescription, paymentMethod: data.paymentMethod };
  const occasion = reference === null ? undefined : `transaction:${data.transactionReference ?? reference}:paid`;
  return [track('purchase_completed', { customer: who, occurredAt: lagos(data.paidOn), properties, occasion })];
}

/** One that names nobody waits for who pays the same transaction; one with an invented address is nobody's. */
export function rejected({ eventData: data }: Rejected): Told {
  const amount = naira(data.amount, data.currency);
  const who = payer(data);
  if (isFree(amount)) return [];
  if (data.customer?.email && !isSomebody(who)) return 'nobody';
  const { paymentDescription: product, paymentRejectionInformation: why, transactionReference: transaction } = data;
  const properties = { ...amount, reference: data.paymentReference ?? String(transaction), product, reason: why?.rejectionReason };
  const occasion = ['transaction', transaction, 'rejected', transferOf(data)].filter(Boolean).join(':');
  return [track('payment_failed', { customer: who, properties, occasion })];
}

export function refunded({ eventData: data }: Refund): Told {
  const amount = naira(data.refundAmount);
  if (isFree(amount)) return [];
  const { transactionReference: transaction, refundReference: refund } = data;
  const who = customer({ aliases: [paymentAlias(transaction)] });
  const properties = { ...amount, reference: String(transaction), reason: data.customerNote };
  const occasion = refund === null ? undefined : `refund:${refund}:completed`;
  return [track('refund_issued', { customer: who, occurredAt: lagos(data.completedOn), properties, occasion })];
}

/** A mandate is what a subscription is elsewhere: leave to debit, until its end. Its webhook carries no time. */
export function mandateChanged({ eventData: data }: Mandate): Told {
  const { customerName: name, customerEmailAddress: email, customerPhoneNumber: phone, mandateDescription: plan } = data;
  const who = customer({ email: reachable(email), name, phone });
  if (!isSomebody(who)) return 'nobody';
  const price = data.mandateAmount === null || data.mandateAmount === undefined ? {} : naira(data.mandateAmount);
  const terms = { ...(isFree(price) ? {} : price), reference: String(data.mandateCode), plan };
  const status = data.mandateStatus.toLowerCase();
  const fact = { customer: who, occasion: `mandate:${data.mandateCode}:${status}` };
  const endsAt = lagos(data.endDate);
  if (status === 'active') return [track('subscription_started', { ...fact, properties: { ...terms, endsAt } })];
  if (/^cancell?ed$/.test(status)) return [track('subscription_cancelled', { ...fact, properties: { ...terms, endsAt } })];
  return [track('subscription_changed', { ...fact, properties: { ...terms, endsAt, status } })];
}
