import { expect, it } from 'vitest';
import { idOf, person, purchase, simulated } from './simulated.ts';

const UNKNOWN = '9f171295-6935-400c-af6b-fd628a46bc71';

async function withEvent() {
  const simulator = await simulated();
  const event_id = idOf(await simulator.bunce('POST /events', purchase));
  const trigger = (payload: object) => simulator.bunce('POST /events/trigger', { event_id, payload });
  return { ...simulator, event_id, trigger };
}

it('refuses an event without typed parameters and a name twice', async () => {
  const { bunce } = await withEvent();
  expect(await bunce('POST /events', { ...purchase, parameters: [] })).toMatchObject({ status: 422 });
  const parameters = [{ name: 'x', type: 'date', required: true }];
  expect(await bunce('POST /events', { ...purchase, name: 'Other', parameters })).toMatchObject({ status: 422 });
  expect((await bunce('POST /events', purchase)).body).toMatchObject({ message: 'Event already exists' });
});

it.each([
  ['an undeclared parameter', { email: 'ada@example.com', Amount: 1, amount: 1 }],
  ['a missing required parameter', { email: 'ada@example.com' }],
  ['a parameter of another type', { email: 'ada@example.com', Amount: 'much' }],
  ['nobody', { Amount: 1 }],
  ['a customer without id and e-mail', { customer: { first_name: 'Ada' }, Amount: 1 }],
])('refuses a trigger with %s', async (_what, payload) => {
  const { trigger, control } = await withEvent();
  expect(await trigger(payload)).toMatchObject({ status: 422, body: { success: false } });
  expect((await control('GET /events')).body).toEqual([]);
});

it('refuses an unknown event and an id inside the payload', async () => {
  const { bunce, event_id } = await withEvent();
  const payload = { email: 'ada@example.com', Amount: 1 };
  expect(await bunce('POST /events/trigger', { event_id: UNKNOWN, payload })).toMatchObject({ status: 422 });
  expect(await bunce('POST /events/trigger', { payload: { ...payload, event_id } })).toMatchObject({ status: 422 });
});

it('records every accepted trigger, twice if sent twice, and the timestamps it loses', async () => {
  const { trigger, control, event_id } = await withEvent();
  const payload = { email: 'ada@example.com', Amount: '12.50', 'Paid at': '2026-01-01T10:00:00.000Z' };
  await trigger(payload);
  expect(await trigger(payload)).toMatchObject({ status: 200 });
  await trigger({ ...payload, 'Paid at': '2026-01-01T10:00:00Z' });
  const common = { event_id, name: 'Purchase', mode: 'test', email: 'ada@example.com' };
  expect((await control('GET /events')).body).toMatchObject([
    { ...common, skipped: ['Paid at'] },
    { ...common, skipped: ['Paid at'] },
    { ...common, skipped: [], payload: { Amount: '12.50' } },
  ]);
});

it('creates or updates the customer of a trigger, keeping the id it knows for the e-mail', async () => {
  const { trigger, control } = await withEvent();
  await control('POST /customers', { email: 'ada@example.com', customer_id: 'older' });
  await trigger({ customer: { ...person('ada'), devices: [{ device_type: 'ios', device_token: 't' }] }, Amount: 1 });
  await trigger({ email: 'obi@example.com', Amount: 1 });
  expect((await control('GET /customers')).body).toMatchObject([
    { customer_id: 'older', first_name: 'ada', devices: [{ token: 't' }] },
    { email: 'obi@example.com', first_name: '' },
  ]);
  expect((await control('GET /events')).body).toMatchObject([{ customer_id: 'older' }, { email: 'obi@example.com' }]);
});

it.each([
  { triggerUnknownEmail: 'accept', status: 200, customers: 0 },
  { triggerUnknownEmail: 'refuse', status: 422, customers: 0 },
  { triggerUnknownEmail: 'create', status: 200, customers: 1 },
])(
  'answers $status to an e-mail nobody has where the switch says $triggerUnknownEmail',
  async ({ triggerUnknownEmail, status, customers }) => {
    const { trigger, control } = await withEvent();
    await control('POST /switches', { triggerUnknownEmail });
    expect(await trigger({ email: 'obi@example.com', Amount: 1 })).toMatchObject({ status });
    expect((await control('GET /customers')).body).toHaveLength(customers);
  },
);

it('takes the e-mail of the customer object where two differ, or the outer one by switch', async () => {
  const { trigger, control } = await withEvent();
  const payload = { email: 'outer@example.com', customer: { email: 'inner@example.com' }, Amount: 1 };
  await trigger(payload);
  await control('POST /switches', { emailClash: 'payload' });
  await trigger(payload);
  expect((await control('GET /events')).body).toMatchObject([{ email: 'inner@example.com' }, { email: 'outer@example.com' }]);
});

it('renames a parameter behind the client', async () => {
  const { trigger, control, event_id } = await withEvent();
  await control(`PATCH /events/${event_id}`, { rename: { Amount: 'amount' } });
  expect(await trigger({ email: 'ada@example.com', Amount: 1 })).toMatchObject({ status: 422 });
  expect(await trigger({ email: 'ada@example.com', amount: 1 })).toMatchObject({ status: 200 });
});

it('records transactions of the seven gateways, the same reference twice unless the switch refuses it', async () => {
  const { bunce, control } = await simulated();
  const payment = {
    customer: person('ada'),
    amount: 1500,
    payment_gateway: 'paystack',
    status: 'success',
    reference: 'r1',
    currency: 'NGN',
  };
  expect(await bunce('POST /transactions', { ...payment, payment_gateway: 'square' })).toMatchObject({ status: 422 });
  expect(await bunce('POST /transactions', { ...payment, customer: { email: 'ada@example.com' } })).toMatchObject({ status: 422 });
  expect(await bunce('POST /transactions', payment)).toMatchObject({ status: 201, body: { data: [{ reference: 'r1' }] } });
  expect(await bunce('POST /transactions', payment)).toMatchObject({ status: 201 });
  await control('POST /switches', { duplicateReference: 'refuse' });
  expect(await bunce('POST /transactions', payment)).toMatchObject({ status: 422 });
  expect((await control('GET /transactions')).body).toHaveLength(2);
});
