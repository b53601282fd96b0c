import { type Command, customer, type Customer, isSomebody, signUp, track, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { intervalText } from '../../../shared/bunce/interval.ts';
import { fromMinor, isFree, type Money } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { AdjustmentEvent, Attempt, CustomerEvent, Cycle, TransactionEvent } from './schema.ts';

const fact = ({ occurred_at: at, data }: CustomerEvent) => ({ customer: customer(data), occurredAt: time(at) }) as const;

export const signedUp = (event: CustomerEvent): readonly Command[] => signUp(fact(event));
export const changed = (event: CustomerEvent): readonly Command[] => update(fact(event));

/** Only customer events carry the address; all others name their customer by id. */
export const personOf = ({ customer_id: id }: { readonly customer_id: string | null }): Customer => customer({ id });

export const named = (names: readonly (string | null | undefined)[]): string => names.filter(Boolean).join(', ');

export const intervalOf = (cycle: Cycle): string | undefined => intervalText(cycle?.interval, cycle?.frequency);

const money = (amount: string | number | null | undefined, currency: string): Partial<Money> =>
  amount === null || amount === undefined ? {} : fromMinor(amount, currency);

function bought({ data }: TransactionEvent) {
  const product = named(data.details.line_items.map((line) => line.product?.name));
  const cycle = data.items.find(({ price }) => price?.billing_cycle)?.price?.billing_cycle;
  const plan = data.subscription_id ? { plan: product, interval: intervalOf(cycle) } : {};
  return { ...money(data.details.totals.grand_total, data.currency_code), ...plan, product, reference: String(data.id) };
}

function happening({ occurred_at: at, data }: TransactionEvent | AdjustmentEvent, occasion: string) {
  return { customer: personOf(data), occurredAt: time(at), occasion } as const;
}

/** The newest attempt of a kind, wherever it stands. */
const latest = (attempts: readonly Attempt[], kind: string): Attempt | undefined =>
  attempts
    .filter(({ status }) => status === kind)
    .toSorted((left, right) => String(right.created_at ?? '').localeCompare(String(left.created_at ?? '')))[0];

/** A trial, a new card and a free product complete a transaction, too, in which nothing is paid. */
export function paid(event: TransactionEvent): Told {
  const paymentMethod = latest(event.data.payments, 'captured')?.method_details?.type;
  const { product, ...terms } = { ...bought(event), paymentMethod };
  const told = happening(event, `transaction:${event.data.id}:completed`);
  if (isFree(terms)) return [];
  if (!isSomebody(told.customer)) return 'nobody';
  if (event.data.origin === 'subscription_recurring') return [track('subscription_renewed', { ...told, properties: terms })];
  return [track('purchase_completed', { ...told, properties: { ...terms, product } })];
}

export function failed(event: TransactionEvent): Told {
  const attempt = latest(event.data.payments, 'error');
  const properties = { ...bought(event), reason: attempt?.error_code, paymentMethod: attempt?.method_details?.type };
  const which = attempt?.payment_attempt_id ?? String(event.occurred_at);
  const told = happening(event, `transaction:${event.data.id}:failed:${which}`);
  if (isFree(properties)) return [];
  return isSomebody(told.customer) ? [track('payment_failed', { ...told, properties })] : 'nobody';
}

function disputed(event: AdjustmentEvent, money: Partial<Money>): Told {
  const { id, transaction_id: reference, reason } = event.data;
  const told = happening(event, `adjustment:${id}:chargeback`);
  return isSomebody(told.customer) ? [track('dispute_opened', { ...told, properties: { ...money, reference, reason } })] : 'nobody';
}

/** A refund waits for Paddle's approval, which comes with the creation or with an update. */
export function adjusted(event: AdjustmentEvent): Told {
  const { id, action, status, totals, currency_code: currency, transaction_id: reference, reason } = event.data;
  const back = money(totals?.total, currency);
  if (action === 'chargeback') return disputed(event, back);
  if (action !== 'refund' || status !== 'approved' || isFree(back)) return [];
  const told = happening(event, `adjustment:${id}:approved`);
  return isSomebody(told.customer) ? [track('refund_issued', { ...told, properties: { ...back, reference, reason } })] : 'nobody';
}
