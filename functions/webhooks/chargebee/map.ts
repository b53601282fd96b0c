import { type Command, isSomebody, leave, signUp, track, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { fromMinor, isFree, type Money } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { person } from './person.ts';
import { billsPlan, isRenewal } from './renewal.ts';
import type { CustomerEvent, PaymentEvent } from './schema.ts';
import { intervalOf, planOf, words } from './subscription.ts';

const fact = ({ occurred_at: at, content }: CustomerEvent) => ({ customer: person(content), occurredAt: time(at) }) as const;

export const signedUp = (event: CustomerEvent): readonly Command[] => signUp(fact(event));
export const changed = (event: CustomerEvent): readonly Command[] => update(fact(event));
export const deleted = (event: CustomerEvent): readonly Command[] => [leave(fact(event))];

const amountOf = ({ content: { transaction } }: PaymentEvent): Partial<Money> =>
  transaction.amount === null || transaction.amount === undefined ? {} : fromMinor(transaction.amount, transaction.currency_code);

function bill(event: PaymentEvent) {
  const { transaction, invoice, subscription } = event.content;
  return {
    ...amountOf(event),
    ...(subscription && billsPlan(event.content) ? { plan: planOf(subscription), interval: intervalOf(subscription) } : {}),
    reference: invoice?.id ?? String(transaction.id),
    paymentMethod: words(transaction.payment_method),
  };
}

const productOf = ({ content: { invoice } }: PaymentEvent): string =>
  (invoice?.line_items ?? [])
    .map(({ description }) => description)
    .filter(Boolean)
    .join(', ');

/** Nothing of what is free. Whose it is stands with the customer, else on the transaction. */
const payment =
  (outcome: string, tell: (event: PaymentEvent, happening: ReturnType<typeof happened>) => readonly Command[]) =>
  (event: PaymentEvent): Told => {
    const happening = happened(event, outcome);
    if (isFree(amountOf(event))) return [];
    return isSomebody(happening.customer) ? tell(event, happening) : 'nobody';
  };

function happened({ occurred_at: at, content: { customer, transaction } }: PaymentEvent, outcome: string) {
  const occasion = `transaction:${transaction.id}:${outcome}`;
  return { customer: person({ customer, id: transaction.customer_id }), occurredAt: time(at), occasion } as const;
}

export const paid = payment('success', (event, happening) => {
  const properties = bill(event);
  return isRenewal(event.content)
    ? [track('subscription_renewed', { ...happening, properties })]
    : [track('purchase_completed', { ...happening, properties: { ...properties, product: productOf(event) } })];
});

export const failed = payment('failed', (event, happening) => [
  track('payment_failed', { ...happening, properties: { ...bill(event), reason: event.content.transaction.error_text } }),
]);

export const refunded = payment('refunded', (event, happening) => {
  const { amount, currency, reference, paymentMethod } = bill(event);
  return [track('refund_issued', { ...happening, properties: { amount, currency, reference, paymentMethod } })];
});
