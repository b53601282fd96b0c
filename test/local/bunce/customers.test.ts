import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { person, simulated } from './simulated.ts';

it('names the field that is missing, and all of them by switch', async () => {
  const { bunce, control } = await simulated();
  const { first_name: _first, last_name: _last, ...rest } = person('ada');
  const message = 'first_name is required and must be present';
  expect((await bunce('POST /customers', rest)).body).toEqual({ success: false, message });
  await control('POST /switches', { errorsField: true });
  expect((await bunce('POST /customers', rest)).body).toMatchObject({
    errors: { first_name: [message], last_name: ['last_name is required and must be present'] },
  });
});

it.each(['customer_id', 'email', 'last_name', 'phone_no'])('refuses a customer without %s', async (field) => {
  const { bunce } = await simulated();
  expect(await bunce('POST /customers', { ...person('ada'), [field]: '' })).toMatchObject({ status: 422, body: { success: false } });
});

it('answers a creation with the six documented keys', async () => {
  const { bunce } = await simulated();
  const { body } = await bunce('POST /customers', { ...person('ada'), devices: [{ device_type: 'ios', device_token: 't' }] });
  const keys = Object.keys(z.object({ data: z.looseObject({}) }).parse(body).data);
  expect(keys.sort()).toEqual(['customer_created_at', 'customer_id', 'email', 'first_name', 'last_name', 'phone_no']);
});

it('refuses a known id, and a known e-mail unless the switch lets it stand twice', async () => {
  const { bunce, control } = await simulated();
  await bunce('POST /customers', person('ada'));
  const twin = { ...person('ada'), customer_id: 'other', email: 'ADA@example.com' };
  expect((await bunce('POST /customers', person('ada'))).status).toBe(422);
  const refused = await bunce('POST /customers', twin);
  expect(refused.body).toMatchObject({ success: false, message: 'Customer with this email already exists' });
  await control('POST /switches', { existsStatus: 409, sameEmail: 'accept' });
  expect((await bunce('POST /customers', person('ada'))).status).toBe(409);
  expect((await bunce('POST /customers', twin)).status).toBe(201);
  expect((await bunce('GET /customers?emails=ada@example.com')).body).toMatchObject({
    data: [{ customer_id: 'user_ada' }, { customer_id: 'other' }],
  });
});

it('holds another id for an e-mail than the client does, if told', async () => {
  const { bunce, control } = await simulated();
  await bunce('POST /customers', person('ada'));
  await control('POST /customers', { email: 'ada@example.com', customer_id: '01JMKK8N' });
  expect(await bunce('GET /customers/user_ada')).toMatchObject({ status: 404 });
  expect(await bunce('POST /customers', person('ada'))).toMatchObject({ status: 422 });
  expect((await bunce('GET /customers?emails=ada@example.com')).body).toMatchObject({ data: [{ customer_id: '01JMKK8N' }] });
});

it('refuses a whole bulk for one known row or a bare array, or skips the row by switch', async () => {
  const { bunce, control } = await simulated();
  await bunce('POST /customers', person('ada'));
  const customers = [person('obi'), person('ada')];
  expect(await bunce('POST /customers/bulk', customers)).toMatchObject({ status: 422 });
  expect((await bunce('POST /customers/bulk', { customers })).body).toMatchObject({ message: 'customers.1 already exists' });
  expect(await bunce('GET /customers/user_obi')).toMatchObject({ status: 404 });
  expect(await bunce('POST /customers/bulk', { customers: [person('obi'), person('obi')] })).toMatchObject({ status: 422 });
  await control('POST /switches', { bulkPartial: 'skip' });
  expect((await bunce('POST /customers/bulk', { customers })).body).toMatchObject({ data: [{ customer_id: 'user_obi' }] });
});

it('pages by an opaque cursor, 20 rows by default', async () => {
  const { bunce } = await simulated();
  await bunce('POST /customers/bulk', { customers: Array.from({ length: 25 }, (_, index) => person(`p${index}`)) });
  const Page = z.object({ data: z.array(z.unknown()), meta: z.object({ next_page_cursor: z.nullable(z.string()), per_page: z.int() }) });
  const first = Page.parse((await bunce('GET /customers?page=2')).body);
  expect(first).toMatchObject({ data: { length: 20 }, meta: { per_page: 20 } });
  const second = await bunce(`GET /customers?cursor=${first.meta.next_page_cursor}`);
  expect(second.body).toMatchObject({ data: { length: 5 }, meta: { has_prev_page: true, next_page_cursor: null } });
  expect(await bunce('GET /customers?cursor=nonsense')).toMatchObject({ status: 422 });
  expect(await bunce('GET /customers?per_page=0')).toMatchObject({ status: 422 });
});

it('replaces a valid e-mail by the single PUT, an invalid one only in bulk', async () => {
  const { bunce, control } = await simulated();
  await bunce('POST /customers', person('ada'));
  await control('POST /customers', { customer_id: 'csv', email: 'no e-mail' });
  const rows = ['user_ada', 'csv'].map((customer_id) => ({ customer_id, email: `${customer_id}@new.example` }));
  expect((await bunce('PUT /customers/bulk-update', { customers: rows })).body).toMatchObject({
    success: true,
    data: [{ email: 'ada@example.com' }, { email: 'csv@new.example' }],
  });
  expect((await bunce('PUT /customers/user_ada', rows[0])).body).toMatchObject({ data: { email: 'user_ada@new.example' } });
  expect((await bunce('GET /customers?emails=ada@example.com')).body).toMatchObject({ data: [] });
  expect(await bunce('PUT /customers/bulk-update', { customers: [{ customer_id: 'nobody' }] })).toMatchObject({ status: 422 });
});

it('refuses a device for nobody, a token twice and a rotation of an unknown token', async () => {
  const { bunce, control } = await simulated();
  await bunce('POST /customers', person('ada'));
  const devices = [{ device_type: 'ios', device_token: 't1' }];
  expect(await bunce('POST /customers/nobody/devices', { devices })).toMatchObject({ status: 404 });
  await control('POST /switches', { deviceAnswer: 'bare' });
  expect((await bunce('POST /customers/user_ada/devices', { devices })).body).toMatchObject({ devices: [{ device_token: 't1' }] });
  expect((await bunce('POST /customers/user_ada/devices', { devices })).body).toMatchObject({ message: 'Device already exists' });
  expect(await bunce('PATCH /customers/user_ada/devices', { current_device_token: 'x' })).toMatchObject({ status: 404 });
  expect(await bunce('PATCH /customers/user_ada/devices', { device_token: 'x' })).toMatchObject({ status: 422 });
});

it('takes no notice of keys that it does not know, or refuses them by switch', async () => {
  const { bunce, control } = await simulated();
  expect(await bunce('POST /customers', { ...person('ada'), nickname: 'A' })).toMatchObject({ status: 201 });
  await control('POST /switches', { unknownKeys: 'refuse' });
  expect(await bunce('POST /customers', { ...person('obi'), nickname: 'O' })).toMatchObject({
    status: 422,
    body: { message: 'nickname is not a known field' },
  });
  expect(await bunce('PUT /customers/user_ada', { first_name: 'Ada', last_name: null })).toMatchObject({ status: 200 });
});
