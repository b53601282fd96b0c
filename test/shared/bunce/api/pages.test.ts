import { describe, expect, it } from 'vitest';

import type { Page } from '../../../../entries/bunce.ts';
import { person } from '../../../local/bunce/simulated.ts';
import { errorOf, talking } from './talking.ts';

async function withCustomers(count: number) {
  const account = await talking();
  await account.customers.createMany(Array.from({ length: count }, (_, n) => person(`n${n}`)));
  const asked = async () =>
    ((await account.control('GET /log')).body as { readonly method: string }[]).filter(({ method }) => method === 'GET').length;
  return { ...account, asked };
}

describe('a list', () => {
  it('asks for a page when its first row is wanted, and for none behind the last that is', async () => {
    const { customers, asked } = await withCustomers(7);
    for await (const { customer_id: id } of customers.list({ perPage: 3 })) if (id === 'user_n3') break;
    expect(await asked()).toBe(2);
  });

  it('is read page by page, and goes on where a cursor was kept', async () => {
    const { customers } = await withCustomers(5);
    const pages: Page<unknown>[] = [];
    for await (const page of customers.list({ perPage: 2 }).pages()) pages.push(page);
    expect(pages.map(({ rows, next }) => [rows.length, next === undefined])).toEqual([
      [2, false],
      [2, false],
      [1, true],
    ]);
    const cursor = pages[1]?.next ?? '';
    expect(await customers.list({ perPage: 2, cursor }).all()).toMatchObject([{ customer_id: 'user_n4' }]);
  });

  it('can be read again from the start', async () => {
    const { customers } = await withCustomers(3);
    const list = customers.list({ perPage: 2 });
    expect([(await list.all()).length, (await list.all()).length]).toEqual([3, 3]);
  });

  it('ends where a cursor leads back to where it has been', async () => {
    const { events, control } = await talking();
    const meta = { has_next_page: true, next_page_cursor: 'again' };
    const body = { success: true, message: '', data: [{ id: 'e1', name: 'A' }], meta };
    await control('POST /faults', { method: 'GET', path: '/events', status: 200, body, times: 9 });
    expect(await events.list().all()).toHaveLength(2);
  });

  it('with a cursor or a size that Bunce does not know is an error', async () => {
    const { events } = await talking();
    expect((await errorOf(events.list({ cursor: 'nonsense' }).all())).said).toBe('cursor is not valid');
    expect((await errorOf(events.list({ perPage: 1000 }).all())).said).toBe('per_page is not valid');
  });

  it('in a form that nobody documents is an error, not an empty list', async () => {
    const { attributes, control } = await talking();
    await control('POST /faults', {
      method: 'GET',
      path: '/attributes',
      status: 200,
      body: { success: true, message: '', data: { rows: [] } },
    });
    expect(await errorOf(attributes.list().all())).toMatchObject({
      kind: 'unreadable',
      message: 'the list of attributes that Bunce gives has another form than its documentation says',
    });
  });
});
