import * as z from 'zod/mini';

import type { NewDevice, Whole } from '../wire.ts';
import type { Ask } from './ask.ts';
import { recordTransaction } from './calls.ts';
import { written } from './value.ts';

/** All that Bunce takes. */
export const PAYMENT_GATEWAYS = ['paystack', 'flutterwave', 'korapay', 'monnify', 'mono', 'finca', 'stripe'] as const;

export interface Transaction {
  readonly customer: Pick<Whole, 'customer_id' | 'email'> & Partial<Whole> & { readonly devices?: readonly NewDevice[] | null };
  /** Bunce does not say whether in major or minor units. */
  readonly amount: number | string;
  readonly currency: string;
  readonly payment_gateway: (typeof PAYMENT_GATEWAYS)[number];
  /** Bunce does not list what it knows. */
  readonly status: string;
  /** Your own; whether Bunce takes one twice is not documented. */
  readonly reference: string;
  readonly transaction_id?: string | null;
  readonly channel?: string | null;
  readonly card_bin?: string | null;
  readonly card_bank?: string | null;
  readonly card_expiry_month?: string | null;
  readonly card_expiry_year?: string | null;
  readonly paid_at?: string | Date | null;
  readonly created_at?: string | Date | null;
}

export interface Transactions {
  /** What Bunce answers with, whose form it does not document. Never asked for again where an answer was lost. */
  record(transaction: Transaction): Promise<readonly unknown[]>;
}

const Data = z.object({ data: z.unknown() });

export const transactionsOf = (ask: Ask): Transactions => ({
  async record(transaction) {
    const { paid_at, created_at } = transaction;
    const dated = { ...(paid_at && { paid_at: written(paid_at) }), ...(created_at && { created_at: written(created_at) }) };
    const body = await ask(recordTransaction({ ...transaction, ...dated }));
    return [Data.safeParse(body).data?.data ?? []].flat();
  },
});
