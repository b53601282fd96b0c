import { refused, type Answer, type Handler } from './answer.ts';
import { setValues } from './attribute-values.ts';
import { createAttribute, deleteAttribute, editAttribute, listAttributes } from './attributes.ts';
import { createCustomer, createCustomers, editCustomer, editCustomers, findCustomer, listCustomers } from './customers.ts';
import { createDevices, listDevices, rotateDevice } from './devices.ts';
import { createEvent, deleteEvent, findEvent, listEvents } from './events.ts';
import { addAllToSegment, addToSegment, createSegment, editSegment, findSegment, listSegments, removeFromSegment } from './segments.ts';
import type { Switches } from './switches.ts';
import { trigger } from './trigger.ts';
import { createTransaction } from './transactions.ts';
import { match, routesOf } from './router.ts';

const routes = routesOf<Handler>({
  'POST /v1/customers': createCustomer,
  'GET /v1/customers': listCustomers,
  'POST /v1/customers/bulk': createCustomers,
  'PUT /v1/customers/bulk-update': editCustomers,
  'GET /v1/customers/:id': findCustomer,
  'PUT /v1/customers/:id': editCustomer,
  'POST /v1/customers/:id/devices': createDevices,
  'GET /v1/customers/:id/devices': listDevices,
  'PATCH /v1/customers/:id/devices': rotateDevice,
  'POST /v1/attributes': createAttribute,
  'GET /v1/attributes': listAttributes,
  'POST /v1/attributes/customers': setValues,
  'PATCH /v1/attributes/:uuid': editAttribute,
  'DELETE /v1/attributes/:uuid': deleteAttribute,
  'POST /v1/events': createEvent,
  'GET /v1/events': listEvents,
  'DELETE /v1/events': deleteEvent,
  'POST /v1/events/trigger': trigger,
  'GET /v1/events/:uuid': findEvent,
  'POST /v1/transactions': createTransaction,
  'POST /v1/segments': createSegment,
  'GET /v1/segments': listSegments,
  'GET /v1/segments/:id': findSegment,
  'PATCH /v1/segments/:id': editSegment,
  'POST /v1/segments/:id/customers': addToSegment,
  'POST /v1/segments/:id/all-customers': addAllToSegment,
  'DELETE /v1/segments/:id/customers': removeFromSegment,
});

interface Found {
  readonly handle: Handler;
  readonly params: readonly string[];
}

interface Asked {
  readonly method: string;
  readonly path: string;
}

/** The handler of a request, or the failure Bunce answers where there is none. */
export function route({ method, path }: Asked, switches: Switches): Found | Answer {
  const found = match(routes, { method, path });
  if (found === 'no such path') return refused(404, 'Resource not found');
  if (found === 'no such method') return refused(switches.unknownMethodStatus, 'The method is not allowed');
  return found === 'no uuid' ? refused(switches.invalidIdStatus, 'ID param is not valid UUID') : found;
}
