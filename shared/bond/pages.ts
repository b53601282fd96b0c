import * as z from 'zod/mini';

import type { HttpAnswer } from '../runtime/http.ts';
import { BondError } from './bond-error.ts';
import { Customer } from './customer.ts';
import { unlike } from './refusal.ts';
import type { PatientAsk } from './retry.ts';

/** Of a list: Bond takes no other. */
export const PAGE_SIZES = [1, 2, 5, 10, 20, 50] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

export interface Paging {
  /** The first page; by default 1. */
  readonly page?: number;
  readonly perPage?: PageSize;
}

const List = z.array(Customer);
const Records = z.array(z.unknown());

/** What stands on one page. */
export interface Page {
  readonly answer: HttpAnswer | undefined;
  readonly records: readonly unknown[];
  /** Bond tells no total: one that is not full. */
  readonly isLast: boolean;
}

/** Throws a BondError. What a page behind the last one is answered Bond does not say: an empty one, or that there is none. */
export async function pageAt(ask: PatientAsk, { page = 1, perPage = 50 }: Paging = {}): Promise<Page> {
  const answer = await ask({ path: `/customers?page=${page}&per_page=${perPage}` }).catch(undefinedIfPast(page > 1));
  const { data: records } = answer ? Records.safeParse(answer.body) : { data: [] };
  if (answer && !records) throw unlike(answer);
  return { answer, records: records ?? [], isLast: (records ?? []).length < perPage };
}

/** Page after page until the last. Who comes or goes meanwhile may be missed or come twice. */
export async function* pagesOf(ask: PatientAsk, { page = 1, perPage = 50 }: Paging = {}): AsyncGenerator<readonly Customer[], void> {
  let before = '';
  for (let at = page; ; at += 1) {
    const { answer, records, isLast } = await pageAt(ask, { page: at, perPage });
    if (!answer) return;
    const { data: customers } = List.safeParse(records);
    // The same again is one who does not know of pages, and would go on for ever.
    if (!customers || (customers.length > 0 && answer.text === before)) throw unlike(answer);
    if (customers.length > 0) yield customers;
    if (isLast) return;
    before = answer.text;
  }
}

const undefinedIfPast =
  (mayBe: boolean) =>
  (error: unknown): undefined => {
    if (!mayBe || !(error instanceof BondError) || error.status !== 404) throw error;
  };
