import * as z from 'zod/mini';

import type { Call } from './call.ts';

/** A person as Bunce writes one. In a trigger or an attribute row either id or e-mail is enough. */
export interface Fields {
  readonly customer_id?: string;
  readonly email?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly phone_no?: string;
}

/** All five are sent on creation, as the strictest of Bunce's pages asks. */
export type Whole = Required<Fields>;

export interface AttributeRow {
  readonly id: string;
  readonly value: string;
  readonly customer_id?: string;
  readonly customer_email?: string;
  readonly customer?: Fields;
}

export const customerPath = (id: string): string => `/customers/${encodeURIComponent(id)}`;

export const createCustomer = (body: Whole): Call => ({ name: 'create-customer', method: 'POST', path: '/customers', body });

export const createCustomers = (customers: readonly Whole[]): Call => ({
  name: 'create-customers',
  method: 'POST',
  path: '/customers/bulk',
  body: { customers },
});

/** The only way to change a valid e-mail: bulk-update keeps it in silence. */
export const updateCustomer = ({ customer_id: id, ...body }: Fields & { readonly customer_id: string }): Call => ({
  name: 'update-customer',
  method: 'PUT',
  path: customerPath(id),
  body,
});

export const updateCustomers = (customers: readonly (Fields & { readonly customer_id: string })[]): Call => ({
  name: 'update-customers',
  method: 'PUT',
  path: '/customers/bulk-update',
  body: { customers },
});

export interface CustomerQuery {
  readonly emails?: readonly string[];
  readonly ids?: readonly string[];
  readonly perPage: number;
  readonly cursor?: string;
}

export function listCustomers({ emails, ids, perPage, cursor }: CustomerQuery): Call {
  const by = { ...(emails && { emails: emails.join(',') }), ...(ids && { customer_ids: ids.join(',') }) };
  const query = new URLSearchParams({ ...by, per_page: String(perPage), ...(cursor && { cursor }) });
  return { name: 'find-customers', method: 'GET', path: `/customers?${query.toString()}` };
}

/** An e-mail may belong to several customers; 20 rows is what Bunce answers by itself. */
export const findCustomers = (by: { readonly emails: readonly string[] } | { readonly ids: readonly string[] }): Call =>
  listCustomers({ ...by, perPage: 100 });

export interface NewDevice {
  readonly device_type: 'ios' | 'android';
  readonly device_token: string;
}

export const addDevices = (customerId: string, devices: readonly NewDevice[]): Call => ({
  name: 'add-device',
  method: 'POST',
  path: `${customerPath(customerId)}/devices`,
  body: { devices },
});

export interface Rotation extends Partial<NewDevice> {
  readonly current_device_token: string;
}

export const rotateDevice = (customerId: string, rotation: Rotation): Call => ({
  name: 'rotate-device',
  method: 'PATCH',
  path: `${customerPath(customerId)}/devices`,
  body: rotation,
});

export const setAttributes = (attributes: readonly AttributeRow[]): Call => ({
  name: 'set-attributes',
  method: 'POST',
  path: '/attributes/customers',
  body: { attributes },
});

export const triggerEvent = (eventId: string, payload: Readonly<Record<string, unknown>>): Call => ({
  name: 'trigger-event',
  method: 'POST',
  path: '/events/trigger',
  body: { event_id: eventId, payload },
  once: true,
});

/** A customer of Bunce's, as far as we read one. */
export const Found = z.object({
  // A number may stand for the text; nothing else does.
  customer_id: z.pipe(z.union([z.string().check(z.minLength(1)), z.number()]), z.transform(String)),
  email: z.nullish(z.string()),
  first_name: z.nullish(z.string()),
  last_name: z.nullish(z.string()),
  phone_no: z.nullish(z.string()),
});
export type Found = z.infer<typeof Found>;

const One = z.object({ data: Found });
const Rows = z.object({ data: z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) })]) });

/** The customer of an answer, where it holds one. */
export const customerIn = (body: unknown): Found | undefined => One.safeParse(body).data?.data;

/** The rows of an answer: lists sit in `data` or in `data.data`. */
export function listIn(body: unknown): readonly unknown[] {
  const rows = Rows.safeParse(body).data?.data ?? [];
  return 'data' in rows ? rows.data : rows;
}

export const customersIn = (body: unknown): readonly Found[] => listIn(body).flatMap((row) => Found.safeParse(row).data ?? []);

/** What became of a row; `missing`: Bunce neither says that it saved it nor what it has against it. */
export type RowEnd = 'saved' | 'missing' | { readonly error: string };

const Listed = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]);
const Written = z.object({ data: z.object({ saved: z.nullish(Listed), errors: z.nullish(Listed) }) });

/**
 * The end of each of `count` rows of attributes. Errors are listed by the row's index and what is saved only in a row:
 * where the two do not add up, nobody can say which one is missing, so all without an error are. Either may be an array.
 */
export function rowsIn(body: unknown, count: number): readonly RowEnd[] {
  const { saved, errors } = Written.safeParse(body).data?.data ?? {};
  const faults = new Map(Object.entries(errors ?? {}).filter(([, text]) => text !== null));
  const ends = Array.from({ length: count }, (_, index): RowEnd | undefined => errorOf(faults.get(String(index))));
  const rest = Object.keys(saved ?? {}).length >= ends.filter((end) => !end).length ? 'saved' : 'missing';
  return ends.map((end) => end ?? rest);
}

const errorOf = (text: unknown): RowEnd | undefined =>
  text === undefined ? undefined : { error: typeof text === 'string' ? text : JSON.stringify(text) };
