import { customer, track } from '../../../shared/bunce/command.ts';

/** One person as the identity provider, Bunce and a shop know them. */
export const ADA = customer({ id: 'user_1', email: 'ada@example.com', firstName: 'Ada', lastName: 'Obi', phone: '0803 123 4567' });
export const OLD = { email: 'ada@example.com', first_name: 'A', last_name: 'B', phone_no: '+2348000000000' };
export const BUYER = customer({ id: 'CUS_1', email: 'ada@example.com', firstName: 'A.', lastName: 'O.' });
export const TODAY = new Date(Date.now() - 60_000).toISOString();
export const purchase = (reference: string, who = BUYER) =>
  track('purchase_completed', { customer: who, occurredAt: TODAY, properties: { amount: 250_050, currency: 'NGN', reference } });

/** So many seconds before now. */
export const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
