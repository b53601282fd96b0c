import { describe, expect, it } from 'vitest';

import { AMARA, NOBODY, refusal, someText, startBond, VERIFIED } from './client.ts';

describe('the keys of the Bond simulator', () => {
  it('are asked for, both of them and raw', async () => {
    const { call } = await startBond();
    for (const headers of [{ Identity: '' }, { Authorization: '' }, { Authorization: 'Bearer local-bond-key' }]) {
      expect(await call('GET /customers', { headers })).toMatchObject({ status: 403, body: refusal('not_authorized') });
    }
  });

  it('get a 401 and may be a bearer token by switch', async () => {
    const { call } = await startBond({ switches: { badKeyStatus: 401, bearer: 'accept' } });
    expect(await call('GET /customers', { headers: { Identity: 'wrong' } })).toMatchObject({ status: 401 });
    expect(await call('GET /customers', { headers: { Authorization: 'Bearer local-bond-key' } })).toMatchObject({ status: 200 });
  });
});

describe('reading customers', () => {
  it('lists a bare array, page by page, and an empty one past the end', async () => {
    const { call } = await startBond();
    expect((await call('GET /customers?page=1&per_page=2')).body).toHaveLength(2);
    expect((await call('GET /customers?page=2&per_page=2')).body).toHaveLength(1);
    expect((await call('GET /customers?page=9&per_page=2')).body).toEqual([]);
    expect((await call('GET /customers')).body).toHaveLength(3);
  });

  it('refuses a page size that Bond does not have', async () => {
    const { call } = await startBond();
    const answer = await call('GET /customers?page=1&per_page=100');
    expect(answer).toMatchObject({ status: 400, body: { Status: 400, Message: { per_page: [someText] } } });
  });

  it('masks the SSN, and shows the gaps of Bond’s own records', async () => {
    const { call } = await startBond();
    expect((await call(`GET /customers/${AMARA}`)).body).toMatchObject({
      ssn: 'XXX-XX-4321',
      date_created: '2022-03-14T09:26:53.589793',
    });
    expect((await call(`GET /customers/${VERIFIED}`)).body).not.toHaveProperty('kyc_requests_available');
  });

  it('knows nobody of an unknown id', async () => {
    const { call } = await startBond();
    expect(await call(`GET /customers/${NOBODY}`)).toMatchObject({ status: 404, body: refusal('customer_dne') });
  });
});

describe('deleting a customer', () => {
  it('answers a sentence in plain text, and 404 the second time', async () => {
    const { call } = await startBond();
    const answer = await call(`DELETE /customers/${AMARA}`);
    expect(answer).toEqual({ status: 200, type: 'text/plain', body: 'Customer resource deleted' });
    expect(await call(`DELETE /customers/${AMARA}`)).toMatchObject({ status: 404 });
  });

  it('answers the sentence as JSON by switch', async () => {
    const { call } = await startBond({ switches: { deletionAnswer: 'json' } });
    expect(await call(`DELETE /customers/${AMARA}`)).toMatchObject({ type: 'application/json', body: 'Customer resource deleted' });
  });
});
