import * as z from 'zod/mini';
import { created, exists, reading } from './answer.ts';
import { CustomerChange, isNumeric, optionalText, text } from './fields.ts';
import { upsert } from './register.ts';

const Transaction = z.object({
  customer: z.extend(CustomerChange, { customer_id: text, email: z.email() }),
  amount: z.unknown().check(z.refine(isNumeric, 'amount is required and must be numeric')),
  payment_gateway: z.enum(['paystack', 'flutterwave', 'korapay', 'monnify', 'mono', 'finca', 'stripe']),
  status: text,
  reference: text,
  currency: text,
  transaction_id: optionalText,
  channel: optionalText,
  card_bin: optionalText,
  card_bank: optionalText,
  card_expiry_month: optionalText,
  card_expiry_year: optionalText,
  paid_at: optionalText,
  created_at: optionalText,
});

export const createTransaction = reading(Transaction, (account, { body: { customer, ...payment } }) => {
  const unique = account.switches.duplicateReference === 'refuse';
  if (unique && account.transactions.some(({ reference }) => reference === payment.reference)) return exists(account, 'Transaction');
  const { customer_id } = upsert(account, customer);
  const transaction = { id: account.ports.newId(), customer_id, ...payment };
  account.transactions.push(transaction);
  return created(account, { data: [transaction], message: 'Transaction created successfully' });
});
