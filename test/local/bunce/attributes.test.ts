import { expect, it } from 'vitest';
import { idOf, person, simulated, type Ask } from './simulated.ts';

const UNKNOWN = '9f171295-6935-400c-af6b-fd628a46bc71';

async function defined(bunce: Ask) {
  await bunce('POST /customers', person('ada'));
  const define = async (name: string, data_type: string) => idOf(await bunce('POST /attributes', { name, data_type }));
  return { seen: await define('last_seen_at', 'timestamp'), funded: await define('amount_funded', 'numeric') };
}

it('defines, lists, changes and deletes attributes of three types', async () => {
  const { bunce } = await simulated();
  const { seen, funded } = await defined(bunce);
  expect(await bunce('POST /attributes', { name: 'born', data_type: 'date' })).toMatchObject({ status: 422 });
  expect((await bunce('POST /attributes', { name: 'last_seen_at', data_type: 'text' })).body).toMatchObject({
    message: 'Attribute already exists',
  });
  expect((await bunce(`PATCH /attributes/${seen}`, { name: 'seen' })).body).toMatchObject({
    data: { name: 'seen', data_type: 'timestamp' },
  });
  expect((await bunce(`DELETE /attributes/${funded}`)).body).toMatchObject({ data: true });
  expect((await bunce('GET /attributes?per_page=100')).body).toMatchObject({ data: [{ id: seen }], meta: { per_page: 100 } });
});

it('saves the good rows and lists the bad ones, all under 200', async () => {
  const { bunce, control } = await simulated();
  const { seen, funded } = await defined(bunce);
  const customer_email = 'ada@example.com';
  const attributes = [
    { id: seen, value: '2026-01-01T10:00:00Z', customer_id: 'user_ada' },
    { id: seen, value: '2026-01-01T10:00:00.000Z', customer_email },
    { id: seen, value: '2026-02-30T10:00:00Z', customer_email },
    { id: funded, value: 'much', customer_email },
    { id: funded, value: 12, customer_email },
    { id: UNKNOWN, value: '12', customer_email },
    { id: funded, value: '12.50', customer_id: 'nobody' },
    { id: funded, value: '12.50', customer: { customer_id: 'user_obi', email: 'obi@example.com' } },
  ];
  const answer = await bunce('POST /attributes/customers', { attributes });
  expect(answer).toMatchObject({ status: 200, body: { success: true, message: 'Customer attributes successfully updated.' } });
  const timestamp =
    'Provided value is not a valid format for timestamp attribute. ISO 8601 format is required. Example: 2022-01-01T12:00:00+00:00';
  const numeric = 'Provided value is not a valid format for numeric attribute.';
  const errors = {
    1: timestamp,
    2: timestamp,
    3: numeric,
    4: 'Provided value is not a string.',
    5: 'Attribute not found.',
    6: 'Customer not found.',
  };
  expect(answer).toMatchObject({ body: { data: { saved: { length: 2 }, errors } } });
  expect((await control('GET /customers')).body).toMatchObject([
    { customer_id: 'user_ada', attributes: { last_seen_at: '2026-01-01T10:00:00Z' } },
    { customer_id: 'user_obi', attributes: { amount_funded: '12.50' } },
  ]);
});

it('refuses the whole request for a row that names nobody, and by switch for more', async () => {
  const { bunce, control } = await simulated();
  const { funded } = await defined(bunce);
  const set = (row: object) =>
    bunce('POST /attributes/customers', { attributes: [{ id: funded, value: '1', customer_id: 'user_ada' }, row] });
  expect(await set({ id: funded, value: '2' })).toMatchObject({ status: 422 });
  expect(await set({ id: funded, customer_id: 'user_ada' })).toMatchObject({ status: 422 });
  await control('POST /switches', { unknownInRow: 'request', nonTextValue: 'request' });
  expect(await set({ id: UNKNOWN, value: '2', customer_id: 'user_ada' })).toMatchObject({ status: 422 });
  expect(await set({ id: funded, value: true, customer_id: 'user_ada' })).toMatchObject({ status: 422 });
  expect((await control('GET /customers')).body).toMatchObject([{ attributes: {} }]);
});

it('refuses only the row that names nobody, by switch', async () => {
  const { bunce } = await simulated({ switches: { unnamedRow: 'row' } });
  const { funded } = await defined(bunce);
  const attributes = [
    { id: funded, value: '2' },
    { id: funded, value: '1', customer_id: 'user_ada' },
  ];
  const errors = { 0: 'customer_id is required and must be present' };
  expect(await bunce('POST /attributes/customers', { attributes })).toMatchObject({
    status: 200,
    body: { data: { saved: { length: 1 }, errors } },
  });
});

it('writes no row errors as an object, or as an empty array by switch', async () => {
  const { bunce, control } = await simulated();
  const { funded } = await defined(bunce);
  const attributes = [{ id: funded, value: '1', customer_id: 'user_ada' }];
  expect((await bunce('POST /attributes/customers', { attributes })).body).toMatchObject({ data: { errors: {} } });
  await control('POST /switches', { emptyErrors: 'array' });
  expect((await bunce('POST /attributes/customers', { attributes })).body).toMatchObject({ data: { errors: [] } });
});
