import * as z from 'zod/mini';

import { AccountError } from './account-error.ts';
import { type Account, asked } from './account.ts';
import type { ParameterType } from '../binding.ts';
import type { Catalogue } from '../catalogue.ts';

const Definition = z.object({ id: z.string(), name: z.string() });
const Parameter = z.object({ name: z.string(), type: z.string(), required: z.nullish(z.boolean()) });
const Event = z.extend(Definition, { parameters: z.nullish(z.array(Parameter)) });
const Attribute = z.extend(Definition, { data_type: z.string() });

/** All events and attributes, by name and then by id: the same account gives the same catalogue. */
export async function readCatalogue(account: Account): Promise<Catalogue> {
  const events = await listed(account, { path: '/events', row: Event });
  const attributes = await listed(account, { path: '/attributes', row: Attribute });
  return {
    baseUrl: account.baseUrl,
    events: sorted(events.map(({ id, name, parameters }) => ({ id, name, parameters: sorted((parameters ?? []).map(parameterOf)) }))),
    attributes: sorted(attributes.map(({ id, name, data_type: type }) => ({ id, name, type: typeNamed(type) }))),
  };
}

const parameterOf = ({ name, type, required }: z.infer<typeof Parameter>) => ({ name, type: typeNamed(type), required: required ?? false });

/** Bunce's pages capitalise types at times, and `date` has been seen coming back. What it calls otherwise is sent as text. */
function typeNamed(written: string): ParameterType {
  const type = written.toLowerCase();
  if (type === 'numeric' || type === 'number') return 'numeric';
  return type === 'timestamp' || type === 'date' ? 'timestamp' : 'text';
}

/** By code points, so that no machine's language reorders a committed file. */
const sorted = <Row extends { readonly name: string; readonly id?: string }>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => order(a.name, b.name) || order(a.id ?? '', b.id ?? ''));

const order = (a: string, b: string): number => Number(a > b) - Number(a < b);

const Meta = z.object({ has_next_page: z.optional(z.boolean()), next_page_cursor: z.nullish(z.string()) });
const Page = z.object({
  data: z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()), meta: z.optional(Meta) })]),
  meta: z.optional(Meta),
});

/** What real clients ask for; Bunce's own maximum is not known. */
const PER_PAGE = '50';

interface List<Row> {
  readonly path: string;
  readonly row: z.ZodMiniType<Row>;
}

/** Follows the cursors; rows and meta sit in `data` or one level deeper. */
async function listed<Row>(account: Account, { path, row }: List<Row>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined = '';
  while (cursor !== undefined && !seen.has(cursor)) {
    seen.add(cursor);
    const query = new URLSearchParams({ per_page: PER_PAGE, ...(cursor && { cursor }) });
    const body = await asked(account, { name: `list ${path}`, method: 'GET', path: `${path}?${query.toString()}` });
    const page = understood(z.safeParse(Page, body), path);
    const inner = 'data' in page.data ? page.data : { data: page.data, meta: page.meta };
    rows.push(...understood(z.safeParse(z.array(row), inner.data), path));
    cursor = next(inner.meta ?? page.meta);
  }
  return rows;
}

const next = (meta: z.infer<typeof Meta> = {}): string | undefined =>
  meta.has_next_page === false ? undefined : (meta.next_page_cursor ?? undefined) || undefined;

function understood<Value>({ data, error }: z.core.util.SafeParseResult<Value>, path: string): Value {
  if (error) throw new AccountError(`the list that Bunce gives at ${path} has another form than its documentation says`);
  return data;
}
