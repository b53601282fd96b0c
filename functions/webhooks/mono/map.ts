import { type Customer, isSomebody, track, upsert } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import { isFree } from '../../../shared/bunce/money.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { kobo } from './money.ts';
import { person } from './person.ts';
import type { Account, Debit, Found, Payment, Sweep } from './schema.ts';

const canBeFound = (who: Customer): boolean => isSomebody(who) || who.aliases !== undefined;

export function paid({ timestamp, data: { object } }: Payment, found?: Found): Told {
  const { id, amount, currency, reference, description: product, method: paymentMethod, account } = object;
  const money = kobo(amount, currency);
  const who = person({ id: object.customer, account }, found);
  if (isFree(money)) return [];
  if (!canBeFound(who)) return 'nobody';
  const payment = id ?? reference;
  const happening = { customer: who, occasion: payment ? `payment:${payment}:successful` : undefined };
  const properties = { ...money, reference, product, paymentMethod };
  return [track('purchase_completed', { ...happening, occurredAt: time([timestamp, object.updated_at]), properties })];
}

/** Leads from an account, which is all that a one-time payment may name, to its customer. */
export function linked({ timestamp, data: { id: account, customer: id } }: Account, found?: Found): Told {
  const who = person({ id, account }, found);
  return isSomebody(who) ? [upsert({ customer: who, occurredAt: time(timestamp) })] : 'nobody';
}

export function debited({ timestamp, data }: Debit, found?: Found): Told {
  if (data.status === 'successful') return collected({ timestamp, data }, found);
  const money = kobo(data.amount);
  if (isFree(money)) return [];
  const happening = { customer: debtor(data, found), occasion: `debit:${data.reference_number}:failed` };
  const properties = { ...money, ...paymentOf(data), reason: data.message };
  return [track('payment_failed', { ...happening, occurredAt: time([timestamp, data.date]), properties })];
}

/** A debit, or what one of several accounts gave towards it: all of them tell of one debit, and the first that comes is told. */
export function collected({ timestamp, data }: Sweep, found?: Found): Told {
  const money = kobo(data.amount);
  if (isFree(money)) return [];
  const happening = { customer: debtor(data, found), occasion: `debit:${data.reference_number}:successful` };
  return [
    track('purchase_completed', { ...happening, occurredAt: time([timestamp, data.date]), properties: { ...money, ...paymentOf(data) } }),
  ];
}

const debtor = ({ customer: id, mandate }: Sweep['data'], found?: Found): Customer => person({ id, mandate }, found);

const paymentOf = ({ reference_number: reference, narration: product }: Sweep['data']) => ({
  reference: String(reference),
  product,
  paymentMethod: 'direct debit',
});
