import type { Account } from './account.ts';
import { invalid, ok, type Answer, type Call } from './answer.ts';

const DEFAULT_PER_PAGE = 20;

interface Page {
  readonly start: number;
  readonly perPage: number;
}

const cursorTo = (start: number): string => Buffer.from(`row:${start}`).toString('base64url');

function startOf(cursor: string | null): number | undefined {
  if (cursor === null || cursor === '') return 0;
  const row = /^row:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
  return row ? Number(row[1]) : undefined;
}

/** A positive whole number of the query, the fallback if absent, undefined if it is anything else. */
export function positive({ query }: Call, { name, fallback }: { readonly name: string; readonly fallback: number }): number | undefined {
  const written = query.get(name) ?? String(fallback);
  return /^[1-9]\d{0,8}$/.test(written) ? Number(written) : undefined;
}

/** The asked-for `per_page`, or undefined where Bunce would refuse it. */
export function perPageOf(account: Account, call: Call): number | undefined {
  const perPage = positive(call, { name: 'per_page', fallback: DEFAULT_PER_PAGE });
  return perPage !== undefined && perPage <= account.switches.maximumPerPage ? perPage : undefined;
}

const metaOf = ({ start, perPage }: Page, total: number) => ({
  has_next_page: start + perPage < total,
  has_prev_page: start > 0,
  next_page_cursor: start + perPage < total ? cursorTo(start + perPage) : null,
  prev_page_cursor: start > 0 ? cursorTo(Math.max(0, start - perPage)) : null,
  per_page: perPage,
});

interface Listing<Row> {
  readonly rows: readonly Row[];
  readonly call: Call;
  readonly view: (row: Row) => unknown;
  readonly shape?: 'flat' | 'nested';
}

/** One page of a cursor list; a bad cursor or `per_page` is a 422. */
export function page<Row>(account: Account, { rows, call, view, shape = 'flat' }: Listing<Row>): Answer {
  const start = startOf(call.query.get('cursor'));
  if (start === undefined) return invalid(account, [{ field: 'cursor', text: 'cursor is not valid' }]);
  const perPage = perPageOf(account, call);
  if (perPage === undefined) return invalid(account, [{ field: 'per_page', text: 'per_page is not valid' }]);
  const data = rows.slice(start, start + perPage).map(view);
  const meta = metaOf({ start, perPage }, rows.length);
  if (shape === 'nested') return ok({ data, meta });
  return { status: 200, body: { success: true, message: 'Successful', data, meta } };
}
