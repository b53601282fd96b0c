import { iso } from './iso.ts';

export interface Charge {
  /** Paystack's number of the payer. */
  readonly payer: number;
  /** Left out: the id is all that names them. */
  readonly email?: string | undefined;
  readonly token: string;
  readonly at: number;
}

const code = (payer: number): string => `CUS_${payer}`;

/** Whoever holds the card has a name of their own, which is not the account's. */
export function chargeSuccess({ payer, email, token, at }: Charge): string {
  const named = { customer_code: code(payer), email, first_name: 'Card', last_name: `Holder${payer}` };
  const customer = { id: payer, ...(email !== undefined && named) };
  const paid = { domain: 'live', status: 'success', amount: 125_000, currency: 'NGN', channel: 'card', paid_at: iso(at) };
  return JSON.stringify({ event: 'charge.success', data: { ...paid, id: 1, reference: token, customer } });
}

/** Names the payment, and the payer by the address alone. */
export const refundProcessed = ({ payment, token, email }: Record<'payment' | 'token' | 'email', string>): string =>
  JSON.stringify({
    event: 'refund.processed',
    data: {
      status: 'processed',
      transaction_reference: payment,
      refund_reference: token,
      amount: '125000',
      currency: 'NGN',
      domain: 'live',
      customer: { first_name: 'Card', last_name: 'Holder', email },
    },
  });

export interface Card {
  readonly key: string;
  readonly payer: number;
  readonly email: string;
}

/** One webhook about many people. */
export const cardsExpire = (cards: readonly Card[]): string =>
  JSON.stringify({
    event: 'subscription.expiring_cards',
    data: cards.map(({ key, payer, email }) => ({
      expiry_date: '12/2026',
      description: 'visa ending with 4081',
      brand: 'visa',
      subscription: { subscription_code: key, amount: 500_000, plan: { name: 'Gold', interval: 'monthly', currency: 'NGN' } },
      customer: { customer_code: code(payer), email, first_name: 'Card', last_name: `Holder${payer}` },
    })),
  });

/** Says something of the customer that is no event, and when is not said. */
export const identificationFailed = ({ payer, email, token }: Record<'email' | 'token', string> & Pick<Charge, 'payer'>): string =>
  JSON.stringify({
    event: 'customeridentification.failed',
    data: {
      customer_id: payer,
      customer_code: code(payer),
      email,
      identification: { country: 'NG', type: 'bank_account', bvn: '200*****677', account_number: '012****789', bank_code: '007' },
      reason: token,
    },
  });
