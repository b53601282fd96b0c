import { describe, expect, it } from 'vitest';

import { Customer } from '../../../shared/bond/customer.ts';
import { AMARA, refusal, someText, someTexts, startBond } from './client.ts';

describe('what Bond’s pages leave open about lists', () => {
  it.each(['page=0&per_page=2', 'page=x&per_page=2', 'page=1&per_page=3', 'page=2147483648'])(
    'may be refused or read as if nobody had said: %s',
    async (query) => {
      const { call, control } = await startBond();
      const { status, body } = await call(`GET /customers?${query}`);
      expect({ status, body }).toEqual({ status: 400, body: refusal('list_customer_schema', expect.anything()) });
      await control('PATCH /switches', { badPaging: 'default', pageSize: 2 });
      expect((await call(`GET /customers?${query}`)).body).toHaveLength(2);
    },
  );

  it('may be that page and size are required', async () => {
    const { call } = await startBond({ switches: { paging: 'required' } });
    expect((await call('GET /customers')).body).toMatchObject({ Message: { page: someTexts, per_page: someTexts } });
  });

  it('may be that a page behind the last is not there', async () => {
    const { call } = await startBond({ switches: { pastTheEnd: 'missing' } });
    expect(await call('GET /customers?page=2&per_page=50')).toMatchObject({ status: 404, body: refusal('page_dne') });
    expect((await call('GET /customers?page=1&per_page=50')).body).toHaveLength(3);
  });
});

describe('what Bond’s pages leave open about changes', () => {
  it('may be the code and the form of what breaks a rule', async () => {
    const { call } = await startBond({ switches: { changeCode: 'patch_schema', schemaMessage: 'text' } });
    const { body } = await call(`PATCH /customers/${AMARA}`, { body: { dob: 'x', email: 'y' } });
    expect(body).toEqual({
      Message: 'dob: Not a valid date.; email: Not a valid email address.',
      Status: 400,
      Code: 'patch_schema',
      Type: 'Request Error',
    });
  });

  it('may be an answer that lacks a comma', async () => {
    const { call } = await startBond({ switches: { patchAnswer: 'broken' } });
    await expect(call(`PATCH /customers/${AMARA}`, { body: { first_name: 'Ama' } })).rejects.toThrow(SyntaxError);
    expect((await call(`GET /customers/${AMARA}`)).body).toMatchObject({ first_name: 'Ama' });
  });

  it('may be that addresses come after those that are there', async () => {
    const { call } = await startBond({ switches: { patchedAddresses: 'append', patchAnswer: 'whole' } });
    const { addresses } = Customer.parse((await call(`GET /customers/${AMARA}`)).body);
    const [{ address_id: _id, date_created: _at, deliverability: _how, ...home } = {}] = addresses;
    const { body } = await call(`PATCH /customers/${AMARA}`, { body: { addresses: [home] } });
    expect(Customer.parse(body).addresses).toHaveLength(2);
  });

  it('may be that who is gone can be deleted again', async () => {
    const { call } = await startBond({ switches: { secondDeletion: 'again' } });
    await call(`DELETE /customers/${AMARA}`);
    expect(await call(`DELETE /customers/${AMARA}`)).toMatchObject({ status: 200, body: 'Customer resource deleted' });
  });
});

it('invented customers fill long lists, with the gaps of Bond’s own records', async () => {
  const { call, control } = await startBond();
  expect((await control('POST /customers', { count: 700 })).body).toEqual({ customers: 703 });
  const { body } = await call('GET /customers?page=8&per_page=50');
  const rows = Array.isArray(body) ? body.map((row) => Customer.parse(row)) : [];
  expect(rows).toHaveLength(50);
  expect(new Set(rows.map(({ kyc_requests_available: count }) => count)).size).toBe(2);
  expect(new Set(rows.map(({ date_created: at }) => at?.endsWith('+00:00')))).toEqual(new Set([true, false]));
  expect(rows[0]).toMatchObject({ email: 'person347@example.com', last_name: someText });
});
