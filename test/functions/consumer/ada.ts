import { customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import { envelope } from './shop.ts';

/** One person as the identity provider, Bunce and a shop know them. */
export const ADA = customer({ id: 'user_1', email: 'ada@example.com', firstName: 'Ada', lastName: 'Obi', phone: '0803 123 4567' });
export const BISI = customer({ id: 'user_2', email: 'bisi@example.com', firstName: 'Bisi', lastName: 'Ade', phone: '+2348039999999' });
export const OLD = { email: 'ada@example.com', first_name: 'A', last_name: 'B', phone_no: '+2348000000000' };
export const BUYER = customer({ id: 'CUS_1', email: 'ada@example.com', firstName: 'A.', lastName: 'O.' });
export const TODAY = new Date(Date.now() - 60_000).toISOString();
export const purchase = (reference: string, who = BUYER) =>
  track('purchase_completed', { customer: who, occurredAt: TODAY, properties: { amount: 250_050, currency: 'NGN', reference } });

/** So many seconds before now. */
export const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

/** What the identity provider told so many seconds ago. */
export const profile = (who: Customer, seconds: number) => envelope('clerk', upsert({ customer: who, occurredAt: ago(seconds) }));
export const signedUp = (who: Customer, seconds: number) => {
  const fact = { customer: who, occurredAt: ago(seconds) };
  return envelope('clerk', upsert(fact), track('signed_up', fact));
};
/** What Paystack told of a buyer. */
export const bought = (reference: string, who: Customer = BUYER) => envelope('paystack', purchase(reference, who));
