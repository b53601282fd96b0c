import { type Command, customer, type Customer, setAttributes, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { fromMajor } from '../../../shared/bunce/money.ts';
import type { CustomerUpdated, Found, Transaction, Verification } from './schema.ts';

/** The team's own id counts where Bond knows it; of a customer who is gone only Bond's id is left. */
function person(id: string, found: Found | undefined): Customer {
  const own = found?.brand_person_id?.trim();
  return customer({
    id: own || id,
    aliases: own ? [id] : undefined,
    email: found?.email,
    phone: phone(found),
    firstName: found?.first_name,
    lastName: found?.last_name,
    country: found?.addresses?.find((address) => address.is_primary)?.country,
  });
}

/** Bond keeps the country code apart from the number. */
function phone(found: Found | undefined): string | undefined {
  const [code, number] = [found?.phone_country_code, found?.phone].map((part) => part?.replace(/\D/g, ''));
  return code && number ? `+${code}${number}` : number;
}

export function updated({ customer_id: id, occurred_at: time }: CustomerUpdated, found?: Found): readonly Command[] {
  const fact = { customer: person(id, found), occurredAt: instant(time) };
  return [...(found ? [upsert(fact)] : []), track('profile_updated', fact)];
}

type Passed = (verification: Verification, found?: Found) => readonly Command[];

export const verified: Passed = (verification, found) => {
  if (!('occurred_at' in verification)) return [];
  const fact = { customer: person(verification.customer_id, found), occurredAt: instant(verification.occurred_at) };
  const facts = [track('identity_verified', fact), setAttributes({ ...fact, attributes: { identityStatus: 'verified' } })];
  return found ? [upsert(fact), ...facts] : facts;
};

/** Every other turn of a verification. Why Bond refused somebody stays at Bond; what it asks for is told. */
export const standing =
  (identityStatus: string): Passed =>
  (verification, found) => {
    if (!('occurred_at' in verification)) return [];
    const { customer_id: id, occurred_at: time, documents, incorrect_information: wrong } = verification;
    const identityReason = [...(documents ?? []), ...(wrong ?? [])].join(', ');
    return [setAttributes({ customer: person(id, found), occurredAt: instant(time), attributes: { identityStatus, identityReason } })];
  };

const PURCHASE = new Set(['pos purchase', 'pos pin purchase']);

/** Only what Bond's page on transaction types leaves no doubt about: https://docs.bond.tech/docs/transaction-types */
export function meaning({ transaction }: Transaction): 'purchase_completed' | 'payment_failed' | 'refund_issued' | null {
  const [payment, type, state] = [transaction.payment_type, transaction.transaction_type, transaction.state].map((text) =>
    text.toLowerCase(),
  );
  if (payment !== 'card' || !type || !transaction.customer_id) return null;
  if (PURCHASE.has(type) && state === 'completed') return 'purchase_completed';
  if (PURCHASE.has(type) && (state === 'declined' || state === 'failed')) return 'payment_failed';
  return type === 'purchase returns' && state === 'completed' ? 'refund_issued' : null;
}

export function transacted(event: Transaction, found?: Found): readonly Command[] {
  const { customer_id: id, transaction_id: reference, amount, currency, state } = event.transaction;
  const name = meaning(event);
  if (!name || !id) return [];
  const properties = {
    ...fromMajor(String(amount).trim().replace(/^-/, ''), currency),
    reference,
    paymentMethod: 'card',
    reason: name === 'payment_failed' ? state.toLowerCase() : undefined,
  };
  return [track(name, { customer: person(id, found), occurredAt: instant(event.occurred_at), properties })];
}
