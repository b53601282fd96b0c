import type { Call } from '../call.ts';
import { customerPath } from '../wire.ts';

/** Of the calls that the consumer has no use for. */
interface Paging {
  readonly perPage: number;
  readonly cursor?: string;
}

const paged = (path: string, { perPage, cursor }: Paging): string =>
  `${path}?${new URLSearchParams({ per_page: String(perPage), ...(cursor && { cursor }) }).toString()}`;

export const findCustomer = (id: string): Call => ({ name: 'find-customer', method: 'GET', path: customerPath(id) });

export const listDevices = (customerId: string): Call => ({
  name: 'list-devices',
  method: 'GET',
  path: `${customerPath(customerId)}/devices`,
});

export const listAttributes = (page: Paging): Call => ({ name: 'list-attributes', method: 'GET', path: paged('/attributes', page) });

export const createAttribute = (body: object): Call => ({
  name: 'create-attribute',
  method: 'POST',
  path: '/attributes',
  body,
  once: true,
});

export const updateAttribute = (id: string, body: object): Call => ({
  name: 'update-attribute',
  method: 'PATCH',
  path: `/attributes/${encodeURIComponent(id)}`,
  body,
});

export const deleteAttribute = (id: string): Call => ({
  name: 'delete-attribute',
  method: 'DELETE',
  path: `/attributes/${encodeURIComponent(id)}`,
});

export const listEvents = (page: Paging): Call => ({ name: 'list-events', method: 'GET', path: paged('/events', page) });

export const findEvent = (id: string): Call => ({ name: 'find-event', method: 'GET', path: `/events/${encodeURIComponent(id)}` });

export const defineEvent = (body: object): Call => ({ name: 'define-event', method: 'POST', path: '/events', body, once: true });

/** The id stands in the body. */
export const deleteEvent = (id: string): Call => ({ name: 'delete-event', method: 'DELETE', path: '/events', body: { event_id: id } });

export const recordTransaction = (body: object): Call => ({
  name: 'record-transaction',
  method: 'POST',
  path: '/transactions',
  body,
  once: true,
});
