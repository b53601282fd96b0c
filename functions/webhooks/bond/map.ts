import { customer, type Customer, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import { type Moment, time } from '../../../shared/bunce/instant.ts';
import { fromMajor, isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { type CustomerUpdated, type Found, Moved, type Transaction, type Verification } from './schema.ts';

/** The team's own id counts where Bond knows it; of a customer who is gone only Bond's id is left. */
export function person(id: string, found: Found | undefined): Customer {
  const own = found?.brand_person_id?.trim();
  return customer({
    id: own || id,
    aliases: own ? [id] : undefined,
    email: found?.email,
    phone: phone(found),
    firstName: found?.first_name,
    lastName: found?.last_name,
    country: found?.addresses.find((address) => address.is_primary)?.country,
  });
}

/** Bond keeps the country code apart from the number. */
function phone(found: Found | undefined): string | undefined {
  const [code, number] = [found?.phone_country_code, found?.phone].map((part) => part?.replace(/\D/g, ''));
  return code && number ? `+${code}${number}` : number;
}

/** The moment tells one turn of a customer from the next. */
const occasionOf = (id: string, { outcome, at }: { readonly outcome: string; readonly at: Moment }): string =>
  ['customer', id, outcome, at].filter(Boolean).join(':');

export function updated({ customer_id: id, occurred_at: at }: CustomerUpdated, found?: Found): Told {
  const who = person(id, found);
  const occurredAt = time(at);
  const profile = found ? [upsert({ customer: who, occurredAt })] : [];
  return [...profile, track('profile_updated', { customer: who, occurredAt, occasion: occasionOf(id, { outcome: 'updated', at }) })];
}

type Passed = (verification: Verification, found?: Found) => Told;

export const verified: Passed = (verification, found) => {
  if (!('occurred_at' in verification)) return [];
  const { customer_id: id, occurred_at: at } = verification;
  const who = person(id, found);
  const occurredAt = time(at);
  return [
    ...(found ? [upsert({ customer: who, occurredAt })] : []),
    track('identity_verified', { customer: who, occurredAt, occasion: occasionOf(id, { outcome: 'verified', at }) }),
    setAttributes({ customer: who, occurredAt, attributes: { identityStatus: 'verified' } }),
  ];
};

/** Every other turn of a verification. Why Bond refused somebody stays at Bond; what it asks for is told. */
export const standing =
  (identityStatus: string): Passed =>
  (verification, found) => {
    if (!('occurred_at' in verification)) return [];
    const { customer_id: id, occurred_at: at, documents, incorrect_information: wrong } = verification;
    const attributes = { identityStatus, identityReason: [...documents, ...wrong].join(', ') };
    return [setAttributes({ customer: person(id, found), occurredAt: time(at), attributes })];
  };

const PURCHASE = new Set(['pos purchase', 'pos pin purchase']);

/** Only what Bond's page on transaction types leaves no doubt about: https://docs.bond.tech/docs/transaction-types */
export function meaning({ transaction }: Transaction): 'purchase_completed' | 'payment_failed' | 'refund_issued' | null {
  const [payment, type, state] = [transaction.payment_type, transaction.transaction_type, transaction.state].map((text) =>
    text?.toLowerCase(),
  );
  if (payment !== 'card' || !type || !transaction.customer_id) return null;
  if (PURCHASE.has(type) && state === 'completed') return 'purchase_completed';
  if (PURCHASE.has(type) && (state === 'declined' || state === 'failed')) return 'payment_failed';
  return type === 'purchase returns' && state === 'completed' ? 'refund_issued' : null;
}

export function transacted(event: Transaction, found?: Found): Told {
  const { customer_id: id, transaction_id: reference, state } = event.transaction;
  const name = meaning(event);
  if (!name || !id) return [];
  const { amount, currency } = Moved.parse(event).transaction;
  const money = fromMajor(String(amount).trim().replace(/^-/, ''), currency);
  if (isFree(money)) return [];
  const reason = name === 'payment_failed' ? state.toLowerCase() : undefined;
  const occasion = reference === null ? undefined : `transaction:${reference}:${state.toLowerCase()}`;
  const happening = { customer: person(id, found), occasion, properties: { ...money, reference, paymentMethod: 'card', reason } };
  return [track(name, { ...happening, occurredAt: time(event.occurred_at) })];
}
