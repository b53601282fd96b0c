import { describe, expect, it } from 'vitest';

import { person } from '../../../local/bunce/simulated.ts';
import type { Switches } from '../../../../local/bunce/switches.ts';
import { errorOf, talking } from './talking.ts';

const TIMESTAMP =
  'Provided value is not a valid format for timestamp attribute. ISO 8601 format is required. Example: 2022-01-01T12:00:00+00:00';

async function defined(switches: Partial<Switches> = {}) {
  const account = await talking({ switches });
  await account.customers.create(person('ada'));
  const [plan, seen, spent] = [
    await account.attributes.create({ name: 'Plan', data_type: 'text' }),
    await account.attributes.create({ name: 'Seen', data_type: 'timestamp' }),
    await account.attributes.create({ name: 'Spent', data_type: 'numeric' }),
  ];
  const held = async () => ((await account.control('GET /customers')).body as { readonly attributes: object }[])[0]?.attributes;
  return { ...account, plan, seen, spent, held };
}

describe('an attribute', () => {
  it('is created, listed, changed and deleted', async () => {
    const { attributes, plan } = await defined();
    expect(plan).toEqual({ id: expect.any(String), name: 'Plan', data_type: 'text' });
    expect((await attributes.list({ perPage: 2 }).all()).map(({ name }) => name)).toEqual(['Plan', 'Seen', 'Spent']);
    expect(await attributes.update(plan.id, { name: 'Tariff' })).toEqual({ ...plan, name: 'Tariff' });
    await attributes.delete(plan.id);
    expect(await errorOf(attributes.delete(plan.id))).toMatchObject({ status: 404, said: 'Attribute not found' });
  });

  it.each([400, 422] as const)('whose id is no UUID is an error: %i', async (invalidIdStatus) => {
    const { attributes } = await talking({ switches: { invalidIdStatus } });
    expect(await errorOf(attributes.delete('7'))).toMatchObject({ status: invalidIdStatus, said: 'ID param is not valid UUID' });
  });
});

describe('values', () => {
  it('of every kind go as the text that Bunce takes, for whom id, e-mail or customer names', async () => {
    const { attributes, plan, seen, spent, held } = await defined();
    const rows = [
      { id: plan.id, value: 'pro', customer_id: 'user_ada' },
      { id: seen.id, value: new Date('2026-03-14T09:26:53.589Z'), customer_email: 'ada@example.com' },
      { id: spent.id, value: 12.5, customer: { customer_id: 'user_ada', last_name: 'Eze' } },
    ];
    expect(await attributes.set(rows)).toEqual(['saved', 'saved', 'saved']);
    expect(await held()).toEqual({ Plan: 'pro', Seen: '2026-03-14T09:26:53Z', Spent: '12.5' });
  });

  it.each(['object', 'array'] as const)('have an end for each row: what Bunce refuses has its words (%s)', async (emptyErrors) => {
    const { attributes, plan, seen, spent } = await defined({ emptyErrors });
    const of = { customer_id: 'user_ada' };
    const rows = [
      { id: seen.id, value: '2022-01-01T12:00:00+01:00', ...of },
      { id: plan.id, value: 'pro', ...of },
      { id: spent.id, value: 'much', ...of },
      { id: plan.id, value: 'pro', customer_id: 'nobody' },
      { id: '00000000-0000-4000-8000-000000000009', value: 'x', ...of },
    ];
    expect(await attributes.set(rows)).toEqual([
      { error: TIMESTAMP },
      'saved',
      { error: 'Provided value is not a valid format for numeric attribute.' },
      { error: 'Customer not found.' },
      { error: 'Attribute not found.' },
    ]);
    expect(await attributes.set(rows.slice(1, 2))).toEqual(['saved']);
  });

  it('go 50 at a time, with an end for each', async () => {
    const { attributes, plan, spent, control } = await defined({ maximumRows: 50 });
    const rows = Array.from({ length: 120 }, (_, n) => ({ id: n === 77 ? spent.id : plan.id, value: `v${n}`, customer_id: 'user_ada' }));
    const ends = await attributes.set(rows);
    expect(ends).toHaveLength(120);
    expect(ends.flatMap((end, index) => (end === 'saved' ? [] : [index]))).toEqual([77]);
    const sizes = ((await control('GET /log')).body as { path: string; body: { attributes: [] } }[])
      .filter(({ path }) => path === '/v1/attributes/customers')
      .map(({ body }) => body.attributes.length);
    expect(sizes).toEqual([50, 50, 20]);
  });

  it('that make no sense together are refused whole', async () => {
    const { attributes, plan } = await defined({ unknownInRow: 'request' });
    expect(await errorOf(attributes.set([]))).toMatchObject({ status: 422 });
    const rows = [{ id: plan.id, value: 'x', customer_id: 'nobody' }];
    expect(await errorOf(attributes.set(rows))).toMatchObject({ status: 422, said: 'Customer not found.' });
    await expect(attributes.set([{ id: plan.id, value: 1e30, customer_id: 'user_ada' }])).rejects.toThrow(RangeError);
  });
});
