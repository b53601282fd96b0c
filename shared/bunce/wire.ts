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

/** An e-mail may belong to several customers; 20 rows is what Bunce answers by default. */
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

/** What every answer of Bunce holds; older ones call the boolean `status`. */
const Said = z.object({ message: z.string(), success: z.optional(z.boolean()), status: z.optional(z.boolean()) });

/** Bunce's own words in an error; undefined when something else than Bunce answered. */
export function refusalOf(body: unknown): string | undefined {
  const { data } = Said.safeParse(body);
  return data && (data.success ?? data.status) === false ? data.message : undefined;
}

const words = z.nullish(z.string());
const Found = z.object({ customer_id: z.coerce.string(), email: words, first_name: words, last_name: words, phone_no: words });
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

const RowErrors = z.object({
  data: z.object({ errors: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]) }),
});

/** Row index → what Bunce has against it. A 200 with row errors is the normal way to fail there; `errors` may be an array. */
export function rowErrorsIn(body: unknown): ReadonlyMap<number, string> {
  const errors = RowErrors.safeParse(body).data?.data.errors ?? {};
  return new Map(Object.entries(errors).flatMap(([index, text]) => (text === null ? [] : [[Number(index), textOf(text)] as const])));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
