import { type Command, customer, type Customer, PRIVACY_REQUEST, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import { fromMajor, type Money } from '../../../shared/bunce/money.ts';
import type {
  Address,
  BillingAttempt,
  Contract,
  Deleted,
  Line,
  NewOrder,
  Order,
  Person,
  Redact,
  Refund,
  Transaction,
  TurnedContract,
} from './schema.ts';

type Maybe = string | null | undefined;

/** The first that is neither null nor blank: Shopify writes both for "none". */
const first = (...found: readonly Maybe[]): Maybe => found.find((text) => text?.trim());
const when = (...times: readonly Maybe[]): string | undefined => {
  const time = first(...times);
  return time ? instant(time) : undefined;
};

const person = ({ id, email, phone, first_name: firstName, last_name: lastName, default_address: home }: Person): Customer =>
  customer({ id, email, phone: first(phone, home?.phone), firstName, lastName, country: home?.country_code });

/** Shopify makes a customer at the first order, guests' too: that is their sign-up. */
export function signedUp(event: Person): readonly Command[] {
  const [who, occurredAt] = [person(event), when(event.created_at)];
  return [upsert({ customer: who, occurredAt }), track('signed_up', { customer: who, occurredAt })];
}

export function updated(event: Person): readonly Command[] {
  const [who, occurredAt] = [person(event), when(event.updated_at)];
  return [upsert({ customer: who, occurredAt }), track('profile_updated', { customer: who, occurredAt })];
}

export const deleted = ({ id, email }: Deleted): readonly Command[] => [track('account_deleted', { customer: customer({ id, email }) })];

/** The law's erasure: acted on as far as a person is named, who may have bought without an account. */
export function redacted({ customer: named }: Redact): readonly Command[] {
  const who = customer({ id: named?.id, email: named?.email });
  return who.id || who.email ? [track('account_deleted', { customer: who, properties: { reason: PRIVACY_REQUEST } })] : [];
}

/** Refunds and transactions name their order and no person: the order's id is kept as another id of its buyer. */
const orderAlias = (id: string | number): string => `order:${id}`;

function buyer({ id, customer: who, billing_address: billing, shipping_address: shipping, ...order }: NewOrder): Customer {
  const home = who?.default_address;
  return customer({
    id: who?.id,
    aliases: [orderAlias(id)],
    email: first(order.email, order.contact_email, who?.email),
    phone: first(order.phone, who?.phone, home?.phone, billing?.phone, shipping?.phone),
    ...name([who, billing, shipping]),
    country: first(billing?.country_code, shipping?.country_code, home?.country_code),
  });
}

/** Both parts from one source, so that two people are never mixed. */
function name(sources: readonly (Pick<NonNullable<Address>, 'first_name' | 'last_name'> | null | undefined)[]): Partial<Customer> {
  const found = sources.find((source) => first(source?.first_name, source?.last_name));
  return found ? customer({ firstName: found.first_name, lastName: found.last_name }) : {};
}

const product = (lines: readonly Line[]): string | undefined => {
  const title = first(lines[0]?.title, lines[0]?.name) ?? undefined;
  return title && lines.length > 1 ? `${title} and ${lines.length - 1} more` : title;
};

/** Nothing is paid yet: it only says who it is, for a payment that fails does not. */
export function ordered(order: NewOrder): readonly Command[] {
  const who = buyer(order);
  return who.id || who.email ? [upsert({ customer: who, occurredAt: when(order.processed_at, order.created_at) })] : [];
}

export function paid(order: Order): readonly Command[] {
  const properties = {
    ...fromMajor(order.current_total_price ?? order.total_price, order.currency),
    reference: order.name ?? String(order.id),
    product: product(order.line_items),
    quantity: order.line_items.reduce((sum, { quantity }) => sum + (quantity ?? 1), 0),
    paymentMethod: order.payment_gateway_names?.[0],
  };
  return [track('purchase_completed', { customer: buyer(order), occurredAt: when(order.processed_at, order.created_at), properties })];
}

/** Of all transactions only the failed payment is told: the others have an order or a refund that tells them. */
export function attempted(transaction: Transaction): readonly Command[] {
  const { order_id: order, kind, status, amount, currency, gateway: paymentMethod, message: reason } = transaction;
  if (status !== 'failure' || !['sale', 'authorization', 'capture'].includes(kind)) return [];
  const properties = { ...fromMajor(amount, currency), reference: String(order), paymentMethod, reason };
  const occurredAt = when(transaction.processed_at, transaction.created_at);
  return [track('payment_failed', { customer: customer({ aliases: [orderAlias(order)] }), occurredAt, properties })];
}

/** Goods may come back without money: no successful transaction, no refund. */
export function refunded(refund: Refund): readonly Command[] {
  const back = refund.transactions.filter(({ kind, status }) => kind === 'refund' && status === 'success');
  const money = total(back.map(({ amount, currency }) => fromMajor(amount, currency)));
  if (!money) return [];
  const lines = (refund.refund_line_items ?? []).flatMap(({ line_item: line }) => line ?? []);
  const properties = { ...money, reference: String(refund.order_id), product: product(lines) };
  const who = customer({ aliases: [orderAlias(refund.order_id)] });
  return [track('refund_issued', { customer: who, occurredAt: when(refund.processed_at, refund.created_at), properties })];
}

/** A refund split over several cards is of one currency. */
const total = ([money, ...rest]: readonly Money[]): Money | undefined =>
  money && { ...money, amount: rest.reduce((sum, { amount }) => sum + amount, money.amount) };

/** A billing attempt names its contract and no person. */
const contractAlias = (id: string | number): string => `contract:${id}`;

function contractOf({ id, customer_id: customerId, billing_policy: policy }: Contract) {
  const interval = intervalText(policy.interval, policy.interval_count);
  return { customer: customer({ id: customerId, aliases: [contractAlias(id)] }), properties: { reference: String(id), interval } };
}

export const subscribed = (contract: Contract): readonly Command[] => [track('subscription_started', contractOf(contract))];
export const unsubscribed = (contract: Contract): readonly Command[] => [track('subscription_cancelled', contractOf(contract))];

export function contractTurned(contract: TurnedContract): readonly Command[] {
  const { customer: who, properties } = contractOf(contract);
  return [track('subscription_changed', { customer: who, properties: { ...properties, status: contract.status.toLowerCase() } })];
}

export function billingFailed(attempt: BillingAttempt): readonly Command[] {
  const { subscription_contract_id: contract, error_code: code, error_message: message } = attempt;
  const properties = { reference: String(contract), reason: message || code };
  return [track('payment_failed', { customer: customer({ aliases: [contractAlias(contract)] }), properties })];
}
