import * as z from 'zod/mini';
import { lagosTime, type Account, type Segment } from './account.ts';
import { created, invalid, notFound, ok, reading, type Answer, type Call, type Handler } from './answer.ts';
import { flag, NamedCustomer, optionalText, text } from './fields.ts';
import { perPageOf, positive } from './pages.ts';
import { find, upsert } from './register.ts';

const view = (account: Account, { members, ...segment }: Segment) => ({
  ...segment,
  conditions: null,
  type: 'manual',
  customers_count: segment.all_customers ? account.customers.size : members.size,
});

export const createSegment = reading(z.object({ name: text, description: optionalText, add_all_customers: flag }), (account, { body }) => {
  const now = lagosTime(account);
  const segment: Segment = {
    id: account.ports.newId(),
    name: body.name,
    description: body.description ?? null,
    all_customers: body.add_all_customers ?? false,
    members: new Set(),
    created_at: now,
    updated_at: now,
  };
  account.segments.set(segment.id, segment);
  return created(account, { data: view(account, segment), message: 'Segment created successfully' });
});

/** The one list with page numbers instead of cursors. */
export const listSegments: Handler = (account, call) => {
  const number = positive(call, { name: 'page', fallback: 1 });
  const perPage = perPageOf(account, call);
  if (number === undefined || perPage === undefined) return invalid(account, [{ field: 'page', text: 'page is not valid' }]);
  const rows = [...account.segments.values()].slice((number - 1) * perPage, number * perPage);
  return ok(rows.map((segment) => view(account, segment)));
};

interface Work<Body> {
  readonly account: Account;
  readonly segment: Segment;
  readonly body: Body;
}

const inSegment =
  <Body>(work: (job: Work<Body>) => Answer) =>
  (account: Account, { params: [id = ''], body }: Call<Body>): Answer => {
    const segment = account.segments.get(id);
    return segment ? work({ account, segment, body }) : notFound('Segment');
  };

export const findSegment: Handler = inSegment(({ account, segment }) => ok(view(account, segment)));

export const editSegment = reading(
  z.object({ name: z.nullish(text), description: optionalText }),
  inSegment(({ account, segment, body }) => {
    segment.name = body.name ?? segment.name;
    segment.description = body.description ?? segment.description;
    segment.updated_at = lagosTime(account);
    return ok(view(account, segment), 'Segment updated successfully');
  }),
);

export const addToSegment = reading(
  z.object({ customers: z.array(NamedCustomer).check(z.minLength(1)) }),
  inSegment(({ account, segment, body }) => {
    for (const customer of body.customers) segment.members.add(upsert(account, customer));
    return ok(null, 'Customers added to segment');
  }),
);

export const addAllToSegment: Handler = inSegment(({ segment }) => {
  segment.all_customers = true;
  return ok(null, 'Customers added to segment');
});

export const removeFromSegment = reading(
  z.object({ customers: z.array(text).check(z.minLength(1)) }),
  inSegment(({ account, segment, body }) => {
    for (const name of body.customers) {
      const customer = find(account, { customer_id: name, email: name });
      if (customer) segment.members.delete(customer);
    }
    return ok(null, 'Customers removed from segment');
  }),
);
