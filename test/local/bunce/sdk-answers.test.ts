import { expect, it } from 'vitest';
import * as z from 'zod/mini';

import { simulated } from './simulated.ts';

/** The answers as the types of Bunce's official Node client have them, and nothing beside. */
const text = z.string();
const Device = z.strictObject({ device_id: text, device_type: text, token: text, created_at: text });
const Created = z.strictObject({
  customer_id: text,
  first_name: text,
  last_name: text,
  email: text,
  phone_no: z.nullable(text),
  customer_created_at: text,
});
const Customer = z.extend(Created, {
  providers: z.nullable(text),
  updated_at: text,
  last_interaction: z.nullable(text),
  devices: z.array(Device),
});
const Meta = z.strictObject({
  has_next_page: z.boolean(),
  has_prev_page: z.boolean(),
  next_page_cursor: z.nullable(text),
  prev_page_cursor: z.nullable(text),
  per_page: z.int(),
});
const Parameter = z.strictObject({ name: text, type: text, required: z.boolean() });
const Event = z.strictObject({
  id: z.uuid(),
  company_id: z.uuid(),
  name: text,
  description: text,
  parameters: z.array(Parameter),
  created_at: text,
  updated_at: text,
});
const answer = <Data extends z.ZodMiniType>(data: Data) => z.strictObject({ success: z.literal(true), message: text, data });
const listed = <Row extends z.ZodMiniType>(row: Row) => z.extend(answer(z.array(row)), { meta: Meta });

const john = { customer_id: '0000', first_name: 'John', last_name: 'Doe', email: 'johndoe@example.com', phone_no: '+23481999999999' };
const purchased = { name: 'purchased', description: 'A purchase', parameters: [{ name: 'amount', type: 'numeric', required: true }] };

/** What the client sends, call by call; `:event` is the event that it has defined before. */
const CALLS = [
  ['customers.create', 'POST /customers', { ...john, devices: [{ device_type: 'ios', device_token: 'a' }] }, 201, answer(Created)],
  [
    'customers.bulkCreate',
    'POST /customers/bulk',
    { customers: [{ ...john, customer_id: '1111', email: 'jane@example.com' }] },
    201,
    answer(z.array(Created)),
  ],
  [
    'customers.list',
    'GET /customers?per_page=10&customer_ids=0000,1111&emails=johndoe@example.com,jane@example.com',
    undefined,
    200,
    answer(z.strictObject({ data: z.array(Customer), meta: Meta })),
  ],
  ['customers.get', 'GET /customers/0000', undefined, 200, answer(Customer)],
  [
    'customers.update',
    'PUT /customers/0000',
    { first_name: 'Jane', email: 'j@example.com', devices: [{ device_type: 'android', device_token: 'b' }] },
    200,
    answer(Customer),
  ],
  [
    'customers.bulkUpdate',
    'PUT /customers/bulk-update',
    { customers: [{ customer_id: '0000', first_name: 'Jane', email: 'jd@example.com' }] },
    200,
    answer(z.array(Customer)),
  ],
  [
    'customers.createDevices',
    'POST /customers/0000/devices',
    { devices: [{ device_type: 'ios', device_token: 'old-token' }] },
    201,
    answer(z.array(Device)),
  ],
  ['customers.getDevices', 'GET /customers/0000/devices', undefined, 200, answer(z.array(Device))],
  [
    'customers.updateDevice',
    'PATCH /customers/0000/devices',
    { current_device_token: 'old-token', device_type: 'ios', device_token: 'new-token' },
    200,
    answer(Device),
  ],
  ['events.create', 'POST /events', purchased, 201, answer(Event)],
  ['events.list', 'GET /events', undefined, 200, listed(Event)],
  ['events.get', 'GET /events/:event', undefined, 200, answer(Event)],
  [
    'events.trigger',
    'POST /events/trigger',
    { event_id: ':event', payload: { email: 'jd@example.com', amount: 5000 } },
    200,
    answer(z.literal(true)),
  ],
  ['events.delete', 'DELETE /events', { event_id: ':event' }, 200, answer(z.literal(true))],
] as const;

it("every call of Bunce's official Node client is answered as its types say", async () => {
  const { bunce } = await simulated({ switches: { customerList: 'nested' } });
  let event = '';
  const seen: object[] = [];
  for (const [call, line, sent, status, shape] of CALLS) {
    const body = sent && (JSON.parse(JSON.stringify(sent).replaceAll(':event', event)) as object);
    const answered = await bunce(line.replace(':event', event), body);
    if (call === 'events.create') event = answer(Event).parse(answered.body).data.id;
    const { error } = z.safeParse<z.ZodMiniType>(shape, answered.body);
    seen.push({ call, status: answered.status, error: error && z.prettifyError(error) });
    expect(seen.at(-1)).toEqual({ call, status, error: undefined });
  }
  expect(seen).toHaveLength(14);
});
