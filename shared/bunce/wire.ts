import * as z from 'zod/mini';

/** One request to Bunce. */
export interface Call {
  /** For logs and metrics, and said in what is parked. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Below the base URL, ids encoded. */
  readonly path: string;
  readonly body?: unknown;
  /** Bunce acts again on every repetition: never re-sent without asking the ledger. */
  readonly once?: true;
}

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

const customerPath = (id: string): string => `/customers/${encodeURIComponent(id)}`;

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

/** An e-mail may belong to several customers; 20 rows is Bunce's default. */
export const findCustomers = (by: { readonly email: string } | { readonly id: string }): Call => ({
  name: 'find-customers',
  method: 'GET',
  path: `/customers?${new URLSearchParams('email' in by ? { emails: by.email } : { customer_ids: by.id }).toString()}`,
});

export interface DeviceCall {
  readonly customerId: string;
  readonly type: 'ios' | 'android';
  readonly token: string;
}

export const addDevice = ({ customerId, type, token }: DeviceCall): Call => ({
  name: 'add-device',
  method: 'POST',
  path: `${customerPath(customerId)}/devices`,
  body: { devices: [{ device_type: type, device_token: token }] },
});

export const rotateDevice = ({ customerId, type, token, replaces }: DeviceCall & { readonly replaces: string }): Call => ({
  name: 'rotate-device',
  method: 'PATCH',
  path: `${customerPath(customerId)}/devices`,
  body: { current_device_token: replaces, device_type: type, device_token: token },
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

const Found = z.object({
  customer_id: z.coerce.string(),
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

/** The customers of an answer; lists sit in `data` or in `data.data`. */
export function customersIn(body: unknown): readonly Found[] {
  const rows = Rows.safeParse(body).data?.data ?? [];
  return ('data' in rows ? rows.data : rows).flatMap((row) => Found.safeParse(row).data ?? []);
}

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
