import { type Handler, invalid, missing, ok } from './answer.ts';
import { customerView } from './customer.ts';
import { PAGE_SIZES, type Switches } from './switches.ts';

interface Paging {
  readonly page: number;
  readonly size: number;
}

/** A bare array, without a word on how many there are. */
export const listCustomers: Handler = ({ customers, switches }, { query }) => {
  const paging = pagingOf(query, switches);
  if ('wrong' in paging) return invalid('list_customer_schema', { message: paging.wrong, switches });
  const { page, size } = paging;
  const rows = [...customers.values()].slice((page - 1) * size, page * size);
  return rows.length === 0 && page > 1 && switches.pastTheEnd === 'missing' ? missing('page', String(page)) : ok(rows.map(customerView));
};

type Wrong = Readonly<Record<string, readonly string[]>>;

function pagingOf(query: URLSearchParams, { paging, badPaging, pageSize }: Switches): Paging | { readonly wrong: Wrong } {
  const fallback = (value: number): number => (paging === 'required' ? Number.NaN : value);
  const page = Number(query.get('page') ?? fallback(1));
  const size = Number(query.get('per_page') ?? fallback(pageSize));
  const wrong = { ...(!isPage(page) && BAD_PAGE), ...(!isSize(size) && BAD_SIZE) };
  if (Object.keys(wrong).length === 0) return { page, size };
  return badPaging === 'refuse' ? { wrong } : { page: isPage(page) ? page : 1, size: isSize(size) ? size : pageSize };
}

const isPage = (page: number): boolean => Number.isSafeInteger(page) && page >= 1 && page < 2 ** 31;
const isSize = (size: number): boolean => PAGE_SIZES.some((each) => each === size);

const BAD_PAGE = { page: ['Must be a number from 1.'] };
const BAD_SIZE = { per_page: [`Must be one of: ${PAGE_SIZES.join(', ')}.`] };
