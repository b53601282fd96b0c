import { createServer } from 'node:http';

import { expect, it, onTestFinished } from 'vitest';

import { customersDesk } from '../../cli/dev/customers.ts';
import type { PeopleDesk } from '../../local/console/source.ts';
import { close, listen } from '../../local/loopback.ts';

const customer = (id: string, first: string, email = '') => ({
  customer_id: id,
  email,
  first_name: first,
  last_name: 'Eze',
  attributes: {},
});
const event = (at: string, whom: { readonly id?: string; readonly email?: string }) => ({
  at: `2026-11-27T${at}:00.000Z`,
  name: `at ${at}`,
  customer_id: whom.id ?? null,
  email: whom.email ?? null,
  payload: {},
});

const HELD: Readonly<Record<string, unknown>> = {
  '/customers': [customer('b-1', 'Ada', 'Ada@example.com'), customer('b-2', 'Deleted'), customer('b-3', 'Obi')],
  '/events': [
    event('12:00', { email: 'ada@EXAMPLE.com' }),
    event('11:00', { id: 'b-1', email: 'ada@example.com' }),
    event('13:00', { id: 'b-3' }),
    event('14:00', { email: 'nobody@example.com' }),
  ],
};

/** A simulator's lists, and a table that knows of one who was erased. */
async function scene() {
  const server = createServer((request, response) => response.end(JSON.stringify(HELD[request.url ?? ''])));
  onTestFinished(async () => close(server));
  const asked: (readonly string[])[] = [];
  const records: PeopleDesk = { find: async () => [], one: async () => undefined };
  const erasedAmong = async (ids: readonly string[]) => (asked.push(ids), new Set(['b-2']));
  return { asked, desk: customersDesk({ control: await listen(server), records, erasedAmong }) };
}

it('lists the newest first, each with the events that name them by id or by e-mail, and who is erased as such', async () => {
  const { desk, asked } = await scene();
  expect((await desk.find('')).map(({ id, events, isErased }) => [id, events, isErased])).toEqual([
    ['b-3', 1, false],
    ['b-2', 0, true],
    ['b-1', 2, false],
  ]);
  expect(asked).toEqual([['b-3', 'b-2', 'b-1']]);
});

it('asks the table only of those that are found', async () => {
  const { desk, asked } = await scene();
  expect(await desk.find('ADA@example')).toMatchObject([{ id: 'b-1', name: 'Ada Eze' }]);
  expect(asked).toEqual([['b-1']]);
});

it('tells the events of one in the order of their time', async () => {
  const { desk } = await scene();
  expect((await desk.one('b-1'))?.told.map(({ name }) => name)).toEqual(['at 11:00', 'at 12:00']);
});
