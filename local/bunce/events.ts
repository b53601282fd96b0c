import * as z from 'zod/mini';
import type { EventDefinition } from './account.ts';
import { lagosTime } from './account.ts';
import { created, exists, notFound, ok, reading, type Handler } from './answer.ts';
import { nameTaken } from './attributes.ts';
import { text } from './fields.ts';
import { page } from './pages.ts';

const COMPANY = '00000000-0000-4000-8000-000000000000';

const Definition = z.object({
  name: text,
  description: text,
  parameters: z
    .array(z.object({ name: text, type: z.string().check(z.regex(/^(text|numeric|timestamp)$/i)), required: z.boolean() }))
    .check(z.minLength(1)),
});

const view = (event: EventDefinition) => ({ ...event });

export const createEvent = reading(Definition, (account, { body }) => {
  if (nameTaken(account, { name: body.name, among: account.events.values() })) return exists(account, 'Event');
  const now = lagosTime(account);
  const event = { id: account.ports.newId(), company_id: COMPANY, ...body, created_at: now, updated_at: now };
  account.events.set(event.id, event);
  return created(account, { data: view(event), message: 'Event created successfully' });
});

export const listEvents: Handler = (account, call) => page(account, { rows: [...account.events.values()], call, view });

export const findEvent: Handler = (account, { params: [id = ''] }) => {
  const event = account.events.get(id);
  return event ? ok(view(event), 'Event retrieved successfully') : notFound('Event');
};

/** The id stands in the body, not in the path. */
export const deleteEvent = reading(z.object({ event_id: z.guid() }), (account, { body }) =>
  account.events.delete(body.event_id) ? ok(true, 'Event deleted successfully') : notFound('Event'),
);
