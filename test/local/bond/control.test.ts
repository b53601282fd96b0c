import { describe, expect, it } from 'vitest';

import { homeOf, samplesOf } from '../../../local/samples.ts';
import { lookup } from '../../../functions/webhooks/bond/lookup.ts';
import { LOCAL_BOND_KEYS } from '../../../local/bond/server.ts';
import { statusFor } from '../asked-as.ts';
import { AMARA, startBond } from './client.ts';

describe('the control routes of the Bond simulator', () => {
  it('fail the next calls in Bond’s own words', async () => {
    const { call, control } = await startBond();
    await control('POST /faults', { status: 424, path: '/customers', times: 1 });
    await control('POST /faults', { status: 500, path: '/customers', times: 1 });
    expect((await call('GET /customers')).body).toMatchObject({ Status: 424, Code: 'service_disabled' });
    expect((await call('GET /customers')).body).toMatchObject({ Status: 500, Type: 'Server Error' });
    expect((await call('GET /customers')).status).toBe(200);
  });

  it('answer nobody under another name, and no page of elsewhere', async () => {
    const { simulator } = await startBond();
    const url = `http://127.0.0.1:${simulator.port}/_simulator/customers`;
    expect(await statusFor(url, { headers: { host: 'rebound.example' } })).toBe(403);
    expect(await statusFor(url, { headers: { origin: 'https://evil.example' } })).toBe(403);
  });

  it('cut the line before or after the work is done', async () => {
    const { call, control } = await startBond();
    await control('POST /faults', { drop: true, times: 1 });
    await expect(call(`DELETE /customers/${AMARA}`)).rejects.toThrow(/fetch failed/);
    expect((await call(`GET /customers/${AMARA}`)).status).toBe(200);
    await control('POST /faults', { processedButLost: true, times: 1 });
    await expect(call(`DELETE /customers/${AMARA}`)).rejects.toThrow(/fetch failed/);
    expect((await call(`GET /customers/${AMARA}`)).status).toBe(404);
  });

  it('keep a slow answer no longer than the simulator lives', async () => {
    const { simulator, call, control } = await startBond();
    await control('POST /faults', { delay: 3_600_000 });
    const slow = call('GET /customers').catch(() => 'cut');
    await expect.poll(async () => (await control('GET /log')).body).toHaveLength(1);
    await simulator.close();
    expect(await slow).toBe('cut');
  });

  it('log every call without its keys, and forget all on reset', async () => {
    const { call, control } = await startBond();
    await call(`DELETE /customers/${AMARA}`);
    const { body } = await control('GET /log');
    expect(body).toMatchObject([{ method: 'DELETE', path: `/customers/${AMARA}`, status: 200 }]);
    expect(JSON.stringify(body)).not.toContain(LOCAL_BOND_KEYS.authorization);
    await control('POST /reset');
    expect((await control('GET /log')).body).toEqual([]);
    expect((await call(`GET /customers/${AMARA}`)).status).toBe(200);
  });

  it('refuse a switch or fault nobody knows', async () => {
    const { control } = await startBond();
    expect(await control('PATCH /switches', { badKeyStatus: 418 })).toMatchObject({ status: 400 });
    expect(await control('POST /faults', { explode: true })).toMatchObject({ status: 400 });
  });
});

/** Whoever went since is there in a fresh one. */
const lasting = samplesOf(homeOf('bond')).filter(({ name }) => !name.endsWith('-since'));

it.each(lasting)('a fresh simulator knows the people of the sample $name', async ({ body, lookup: recorded }) => {
  const { simulator } = await startBond();
  const reference = lookup.reference(JSON.parse(body.toString()));
  const settings = { baseUrl: simulator.url };
  const signal = AbortSignal.timeout(5000);
  const found = reference === null ? undefined : await lookup.fetch({ reference, settings, signal, credentials: { ...LOCAL_BOND_KEYS } });
  expect(found).toEqual(recorded);
});
