import { describe, expect, it } from 'vitest';

import type { Customer, Page } from '../../../../entries/bunce.ts';
import { person } from '../../../local/bunce/simulated.ts';
import { errorOf, talking } from './talking.ts';

const [ada, obi, ngozi] = [person('ada'), person('obi'), person('ngozi')];

describe('a customer', () => {
  it('is created as Bunce answers it, devices and all, and found by the id', async () => {
    const { customers } = await talking();
    expect(await customers.create({ ...ada, devices: [{ device_type: 'ios', device_token: 't1' }] })).toMatchObject({
      ...ada,
      customer_created_at: expect.stringContaining('+01:00'),
    });
    expect(await customers.find('user_ada')).toMatchObject({ ...ada, devices: [{ device_type: 'ios', token: 't1' }] });
  });

  it('that nobody is, is undefined', async () => {
    const { customers } = await talking();
    expect(await customers.find('a/b c')).toBeUndefined();
  });

  it.each([409, 422] as const)('that exists is an error that says so, whatever its status: %i', async (existsStatus) => {
    const { customers } = await talking({ switches: { existsStatus } });
    await customers.create(ada);
    const error = await errorOf(customers.create(ada));
    expect(error).toMatchObject({
      exists: true,
      status: existsStatus,
      said: 'Customer with this customer_id already exists',
      doubt: false,
    });
    expect(error.message).toBe(`Bunce refuses to create customer (${existsStatus}: Customer with this customer_id already exists)`);
  });

  it('is updated, its e-mail and devices too; one that nobody is, is an error', async () => {
    const { customers } = await talking();
    await customers.create(ada);
    const change = { email: 'new@example.com', devices: [{ device_type: 'android', device_token: 't2' }] } as const;
    expect(await customers.update('user_ada', change)).toMatchObject({
      first_name: 'ada',
      email: 'new@example.com',
      devices: [{ token: 't2' }],
    });
    const error = await errorOf(customers.update('nobody', change));
    expect(error).toMatchObject({ kind: 'refused', status: 404, said: 'Customer not found', exists: false });
  });

  it('is what was sent where Bunce answers a creation with a bare yes', async () => {
    const { customers, control } = await talking();
    await control('POST /faults', { method: 'POST', path: '/customers', status: 201, body: { success: true, message: 'ok', data: true } });
    expect(await customers.create(ada)).toEqual(ada);
  });
});

describe('many customers', () => {
  it.each([{ emails: [] }, { ids: [] }, { emails: [], ids: [] }])('that %j names are none, and nobody is asked', async (nobody) => {
    const { customers, control } = await talking();
    await customers.create(ada);
    expect(await customers.list(nobody).all()).toEqual([]);
    expect((await control('GET /log')).body).toHaveLength(1);
  });

  it.each(['emails', 'ids'] as const)('are listed by more %s than a URL holds, from any cursor on', async (by) => {
    const { customers } = await talking();
    const all = Array.from({ length: 800 }, (_, n) => person(`somebody.number.${n}`));
    await customers.createMany(all);
    const ids = all.map(({ customer_id }) => customer_id);
    const filter = { [by]: by === 'ids' ? ids : all.map(({ email }) => email), perPage: 100 };
    const pages: Page<Customer>[] = [];
    for await (const page of customers.list(filter).pages()) pages.push(page);
    expect(pages.flatMap(({ rows }) => rows.map(({ customer_id }) => customer_id))).toEqual(ids);
    expect(pages.map(({ next }) => next === undefined)).toEqual(pages.map((_, at) => at === pages.length - 1));
    const behind = pages.map(async ({ next = '' }) => (await customers.list({ ...filter, cursor: next }).all()).length);
    let left = 800;
    expect((await Promise.all(behind)).slice(0, -1)).toEqual(pages.slice(0, -1).map(({ rows }) => (left -= rows.length)));
  });

  it('are created and updated in one call each; a valid e-mail stays as it is', async () => {
    const { customers, control } = await talking();
    expect(await customers.createMany([ada, obi])).toMatchObject([ada, obi]);
    const changes = [
      { customer_id: 'user_ada', last_name: 'Eze', email: 'other@example.com' },
      { customer_id: 'user_obi', phone_no: '+2348030000000' },
    ];
    expect(await customers.updateMany(changes)).toMatchObject([
      { customer_id: 'user_ada', last_name: 'Eze', email: 'ada@example.com' },
      { customer_id: 'user_obi', phone_no: '+2348030000000' },
    ]);
    expect((await control('GET /log')).body).toHaveLength(2);
  });

  it('are refused whole for one that exists', async () => {
    const { customers } = await talking();
    await customers.create(obi);
    expect(await errorOf(customers.createMany([ada, obi]))).toMatchObject({ exists: true, said: 'customers.1 already exists' });
    expect(await customers.list().all()).toHaveLength(1);
  });

  it.each(['flat', 'nested'] as const)(
    'are listed by cursor, by ids and by e-mails, wherever Bunce puts the rows: %s',
    async (customerList) => {
      const { customers } = await talking({ switches: { customerList, sameEmail: 'accept' } });
      await customers.createMany([ada, obi, { ...ngozi, email: ada.email }]);
      const idsOf = async (filter: Parameters<typeof customers.list>[0]) =>
        (await customers.list(filter).all()).map(({ customer_id }) => customer_id);
      expect(await idsOf({ perPage: 2 })).toEqual(['user_ada', 'user_obi', 'user_ngozi']);
      expect(await idsOf({ emails: ['ada@example.com'] })).toEqual(['user_ada', 'user_ngozi']);
      expect(await idsOf({ ids: ['user_obi', 'nobody'] })).toEqual(['user_obi']);
      expect(await idsOf({ emails: ['ada@example.com', 'obi@example.com'], perPage: 1 })).toEqual(['user_ada', 'user_ngozi', 'user_obi']);
    },
  );
});
