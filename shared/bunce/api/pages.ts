import * as z from 'zod/mini';

import type { Call } from '../call.ts';
import type { Ask } from './ask.ts';
import { unreadable } from './bunce-error.ts';

/** Which part of a list. */
export interface PageQuery {
  /** Rows that one call brings; Bunce's own maximum is not known. */
  readonly perPage?: number;
  /** Where to go on: the `next` of a page. */
  readonly cursor?: string;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The cursor of the page behind; undefined at the end. */
  readonly next: string | undefined;
}

/** Rows one after the other; each page is asked for when its first row is. */
export interface List<Row> extends AsyncIterable<Row> {
  /** The same, page by page. */
  pages(): AsyncIterable<Page<Row>>;
  /** The same at once. */
  all(): Promise<readonly Row[]>;
}

/** What real clients ask for. */
const PER_PAGE = 50;

interface Listing<Row> extends PageQuery {
  /** What is listed, in words. */
  readonly what: string;
  readonly row: z.ZodMiniType<Row>;
  callFor(page: { readonly perPage: number; readonly cursor?: string }): Call;
}

/** Follows the cursors; one that comes a second time ends the list. */
export function listing<Row>(ask: Ask, { what, row, callFor, perPage = PER_PAGE, cursor }: Listing<Row>): List<Row> {
  async function* pages(): AsyncGenerator<Page<Row>> {
    const seen = new Set<string | undefined>();
    for (let at = cursor; !seen.has(at);) {
      seen.add(at);
      const page = pageIn(await ask(callFor({ perPage, ...(at !== undefined && { cursor: at }) })), { what, row });
      yield page;
      if (page.next === undefined) return;
      at = page.next;
    }
  }
  return listOf(pages);
}

function listOf<Row>(pages: () => AsyncIterable<Page<Row>>): List<Row> {
  async function* rows(): AsyncGenerator<Row> {
    for await (const page of pages()) yield* page.rows;
  }
  async function all(): Promise<readonly Row[]> {
    const gathered: Row[] = [];
    for await (const page of pages()) gathered.push(...page.rows);
    return gathered;
  }
  return { pages, all, [Symbol.asyncIterator]: rows };
}

interface Joining<Row> {
  readonly count: number;
  readonly cursor: string | undefined;
  part(index: number, cursor: string | undefined): List<Row>;
}

/** Several lists as one, whose cursors say in which of them they go on. */
export function joined<Row>({ count, cursor, part }: Joining<Row>): List<Row> {
  if (count === 1) return part(0, cursor);
  const [, first = '0', inner = cursor] = /^(\d+)~(.*)$/s.exec(cursor ?? '') ?? [];
  async function* pages(): AsyncGenerator<Page<Row>> {
    for (let at = Number(first), from = inner || undefined; at < count; at += 1, from = undefined) {
      const behind = at + 1 < count ? `${at + 1}~` : undefined;
      for await (const { rows, next } of part(at, from).pages()) yield { rows, next: next === undefined ? behind : `${at}~${next}` };
    }
  }
  return listOf(pages);
}

const Meta = z.object({ has_next_page: z.optional(z.boolean()), next_page_cursor: z.nullish(z.string()) });
const Body = z.object({
  data: z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()), meta: z.optional(Meta) })]),
  meta: z.optional(Meta),
});

/** Rows and meta sit in `data` or one level deeper. */
function pageIn<Row>(body: unknown, { what, row }: Pick<Listing<Row>, 'what' | 'row'>): Page<Row> {
  const page = z.safeParse(Body, body).data;
  const inner = page && 'data' in page.data ? page.data : { data: page?.data, meta: page?.meta };
  const rows = z.safeParse(z.array(row), inner.data).data;
  if (!page || !rows) throw unreadable(`the list of ${what}`);
  return { rows, next: nextIn(inner.meta ?? page.meta) };
}

const nextIn = (meta: z.infer<typeof Meta> = {}): string | undefined =>
  meta.has_next_page === false ? undefined : (meta.next_page_cursor ?? undefined) || undefined;
