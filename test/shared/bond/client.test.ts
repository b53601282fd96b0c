import { describe, expect, it } from 'vitest';

import { PAGE_SIZES, type Paging } from '../../../shared/bond/pages.ts';
import type { BondClient } from '../../../shared/bond/client.ts';
import { LOCAL_BOND_KEYS } from '../../../local/bond/server.ts';
import { AMARA, NOBODY, VERIFIED } from '../../local/bond/client.ts';
import { HOME } from '../../local/bond/client.ts';
import { MILL_ROAD, startClient, troubleOf } from './bond.ts';

async function sizes(client: BondClient, paging?: Paging): Promise<readonly number[]> {
  const all: number[] = [];
  for await (const page of client.pages(paging)) all.push(page.length);
  return all;
}

describe('a list of Bond’s customers', () => {
  it.each(PAGE_SIZES)('is whole in pages of %i', async (perPage) => {
    const { client, control } = await startClient();
    await control('POST /customers', { count: 57 });
    const pages = await sizes(client, { perPage });
    expect(pages.reduce((sum, count) => sum + count)).toBe(60);
    expect(Math.max(...pages)).toBe(perPage);
  });

  it('always names page and size, and begins where it is told', async () => {
    const { client, asked } = await startClient({ switches: { paging: 'required' } });
    expect(await sizes(client, { page: 2, perPage: 2 })).toEqual([1]);
    expect(await asked()).toMatchObject([{ query: 'page=2&per_page=2' }]);
  });

  it.each(['empty', 'missing'] as const)('ends behind a full last page, be the next one %s', async (pastTheEnd) => {
    const { client, control } = await startClient({ switches: { pastTheEnd } });
    await control('POST /customers', { count: 7 });
    expect(await sizes(client, { perPage: 5 })).toEqual([5, 5]);
  });

  it('does not go on for ever where pages count for nothing', async () => {
    const { client, control } = await startClient();
    await control('POST /faults', { status: 200, body: [{ customer_id: 'one' }] });
    const { kind, hint } = await troubleOf(sizes(client, { perPage: 1 }));
    expect({ kind, hint }).toEqual({ kind: 'unlike', hint: expect.stringContaining('baseUrl') });
  });

  it('is read with the gaps of Bond’s own records', async () => {
    const { client, control } = await startClient();
    await control('POST /faults', { status: 200, body: [{ customer_id: 'a', email: 7, addresses: null, business_id: 'null', new: 1 }] });
    for await (const page of client.pages()) expect(page).toMatchObject([{ customer_id: 'a', email: undefined, addresses: [], new: 1 }]);
  });
});

describe('one customer of Bond', () => {
  it('is retrieved with the SSN masked, by both keys as they are', async () => {
    const { client, asked } = await startClient();
    expect(await client.retrieve(AMARA)).toMatchObject({ customer_id: AMARA, ssn: 'XXX-XX-4321', first_name: 'Amara' });
    expect(JSON.stringify(await asked())).not.toContain(LOCAL_BOND_KEYS.authorization);
    expect(await client.retrieve(NOBODY)).toBeUndefined();
  });

  it.each(['short', 'whole', 'broken'] as const)('is changed, be the answer %s', async (patchAnswer) => {
    const { client } = await startClient({ switches: { patchAnswer } });
    await client.update(AMARA, { change: { email: 'new@example.com', last_name: "O'Kafor Bright" } });
    expect(await client.retrieve(AMARA)).toMatchObject({ email: 'new@example.com', last_name: "O'Kafor Bright", first_name: 'Amara' });
  });

  it.each(['text', 'json'] as const)('is removed, be the answer %s, and missing the second time', async (deletionAnswer) => {
    const { client } = await startClient({ switches: { deletionAnswer } });
    expect(await client.remove(AMARA)).toBe('removed');
    expect(await client.remove(AMARA)).toBe('missing');
    expect(await client.retrieve(AMARA)).toBeUndefined();
  });

  it('is removed twice where Bond says so', async () => {
    const { client } = await startClient({ switches: { secondDeletion: 'again' } });
    expect([await client.remove(AMARA), await client.remove(AMARA)]).toEqual(['removed', 'removed']);
  });

  it.each(['', '..', 'a/b', '?'])('has no id like "%s", which would be another call', async (id) => {
    const { client, asked } = await startClient();
    for (const work of [client.retrieve(id), client.remove(id), client.update(id, { change: { email: 'a@example.com' } })])
      expect(await troubleOf(work)).toMatchObject({ kind: 'unsent', fields: { customer_id: [expect.any(String)] } });
    expect(await asked()).toEqual([]);
  });
});

describe('a customer whose KYC has passed', () => {
  const open = { email: 'new@example.org', phone: '512-555-0100' };

  it('lets e-mail, phone and secondary addresses change', async () => {
    const { client } = await startClient();
    const addresses = [{ ...MILL_ROAD }, { ...HOME, is_primary: false }];
    await client.update(VERIFIED, { change: { ...open, addresses }, verified: true });
    expect(await client.retrieve(VERIFIED)).toMatchObject({ ...open, addresses });
  });

  it.each([
    { first_name: 'Dan' },
    { phone_country_code: '44' },
    { dob: '1985-11-29' },
    { ssn: '532-11-0000' },
    { addresses: [{ ...HOME }] },
  ])('keeps the rest, before anything is sent: %j', async (change) => {
    const { client, asked } = await startClient();
    const { kind, fields } = await troubleOf(client.update(VERIFIED, { change: { ...open, ...change }, verified: true }));
    expect({ kind, fields: Object.keys(fields) }).toEqual({ kind: 'unsent', fields: Object.keys(change) });
    expect(JSON.stringify(await asked())).not.toContain('PATCH');
  });

  it.each([400, 403] as const)('is refused by Bond with %i where nobody said that it has', async (lockedStatus) => {
    const { client } = await startClient({ switches: { lockedStatus } });
    const trouble = await troubleOf(client.update(VERIFIED, { change: { first_name: 'Dan' } }));
    expect(trouble).toMatchObject({ kind: 'refused', status: lockedStatus, fields: { first_name: [expect.any(String)] } });
  });

  it('is nobody where Bond knows nobody', async () => {
    const { client } = await startClient();
    expect(await troubleOf(client.update(NOBODY, { change: open, verified: true }))).toMatchObject({ status: 404, code: 'customer_dne' });
  });
});
