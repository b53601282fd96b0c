import { type Command, Option } from 'commander';
import * as z from 'zod/mini';

import { PAYMENT_GATEWAYS, type Transaction } from '../../shared/bunce/api/transactions.ts';
import { numberOr } from '../arguments.ts';
import { isObject, oneBodyOf } from './body.ts';
import { changing, type Options, writing } from './place.ts';
import { show } from './rows.ts';

const SomePayment = z.custom<Transaction>(isObject);

interface Given extends Options {
  readonly customer?: string;
  readonly email?: string;
  readonly amount?: string;
  readonly currency?: string;
  readonly gateway?: string;
  readonly status?: string;
  readonly reference?: string;
  readonly paidAt?: string;
  readonly data?: string;
}

export function transactionsCommand(bunce: Command): void {
  const group = bunce.command('transactions').description("payments, which Bunce's own connections to gateways tell it too");
  writing(group, { usage: 'record', description: 'record one payment; Bunce documents neither its unit nor its statuses' })
    .option('--customer <id>', 'customer_id of who paid')
    .option('--email <address>', 'of who paid')
    .option('--amount <number>')
    .option('--currency <code>', 'such as NGN')
    .addOption(new Option('--gateway <name>', 'through which').choices(PAYMENT_GATEWAYS))
    .option('--status <text>', 'such as success')
    .option('--reference <text>', 'your own')
    .option('--paid-at <time>')
    .option('--data <file>', 'JSON: all of it as Bunce takes it; - is standard input')
    .action(record);
}

async function record(options: Given): Promise<void> {
  const { customer, email, amount, currency, gateway, status, reference, paidAt } = options;
  const who = { ...(customer && { customer_id: customer }), ...(email && { email }) };
  const paid = { amount: amount && numberOr(amount), currency, payment_gateway: gateway, status, reference, paid_at: paidAt };
  const given = { ...paid, customer: Object.keys(who).length > 0 ? who : undefined };
  const body = oneBodyOf(SomePayment, { ...options, given });
  await changing({ ...options, what: `record payment ${body.reference}` }, async ({ transactions }) =>
    show(await transactions.record(body), { ...options, textOf: (row) => JSON.stringify(row) }),
  );
}
