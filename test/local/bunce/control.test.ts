import { expect, it } from 'vitest';
import { statusFor } from '../asked-as.ts';
import { idOf, person, purchase, simulated } from './simulated.ts';

it('drops a connection before processing, or after', async () => {
  const { bunce, control } = await simulated();
  await control('POST /faults', { drop: true, times: 1 });
  await expect(bunce('POST /customers', person('ada'))).rejects.toThrow('fetch failed');
  expect((await control('GET /customers')).body).toEqual([]);
  await control('POST /faults', { processedButLost: true, times: 1 });
  await expect(bunce('POST /customers', person('ada'))).rejects.toThrow('fetch failed');
  expect((await control('GET /customers')).body).toHaveLength(1);
  expect((await control('GET /log')).body).toMatchObject([
    { status: 0, answer: null, effect: 'not processed' },
    { status: 0, answer: null, effect: 'processed, answer lost' },
  ]);
});

it('answers a status instead, before processing or after, and garbage', async () => {
  const { bunce, control } = await simulated();
  await control('POST /faults', { status: 503, headers: { 'retry-after': '7' }, times: 1 });
  await control('POST /faults', { status: 502, processedButLost: true, times: 1 });
  await control('POST /faults', { garbage: true, times: 1 });
  const first = await bunce('POST /customers', person('ada'));
  expect(first).toMatchObject({ status: 503, body: { success: false } });
  expect(first.headers.get('retry-after')).toBe('7');
  expect(await bunce('POST /customers', person('ada'))).toMatchObject({ status: 502 });
  expect(await bunce('GET /customers/user_ada')).toMatchObject({ status: 200, body: '<html>Not Bunce</html>' });
  expect(await bunce('GET /customers/user_ada')).toMatchObject({ status: 200, body: { data: { first_name: 'ada' } } });
});

it.each([
  ['under a name of the internet', { host: 'rebound.example' }, 403],
  ['by a page of elsewhere', { origin: 'https://evil.example' }, 403],
  ['by a program of this machine', {}, 200],
])('asked %s, control answers accordingly', async (_, headers, status) => {
  const simulator = await simulated();
  const said = async (path: string, method: string) =>
    statusFor(`http://127.0.0.1:${simulator.port}/_simulator${path}`, { method, headers });
  expect([await said('/customers', 'GET'), await said('/reset', 'POST')]).toEqual([status, status]);
});

it('of several faults one alone can be taken back', async () => {
  const { control } = await simulated();
  const [first, second] = [await control('POST /faults', { status: 500 }), await control('POST /faults', { status: 503 })];
  expect(await control(`DELETE /faults/${idIn(first)}`)).toMatchObject({ status: 200, body: [{ status: 500 }] });
  expect((await control('GET /faults')).body).toMatchObject([{ id: idIn(second) }]);
  expect((await control(`DELETE /faults/${idIn(first)}`)).status).toBe(404);
});

const idIn = ({ body }: { readonly body: unknown }): string => (body as { readonly id: string }).id;

it('strikes only the path and method named, at the rate named', async () => {
  const dice = [0.9, 0.1];
  const { bunce, control } = await simulated({ ports: { random: () => dice.shift() ?? 1 } });
  await control('POST /faults', { status: 500, path: '/customers/.*/devices$', method: 'GET', rate: 0.5 });
  await bunce('POST /customers', person('ada'));
  expect(await bunce('GET /attributes')).toMatchObject({ status: 200 });
  expect(await bunce('GET /customers/user_ada/devices')).toMatchObject({ status: 200 });
  expect(await bunce('GET /customers/user_ada/devices')).toMatchObject({ status: 500 });
  expect((await control('GET /faults')).body).toMatchObject([{ status: 500, struck: 1 }]);
  expect((await control('DELETE /faults')).body).toEqual([]);
});

it('makes attribute rows fail and answers late', async () => {
  const { bunce, control } = await simulated();
  await bunce('POST /customers', person('ada'));
  const id = idOf(await bunce('POST /attributes', { name: 'tier', data_type: 'text' }));
  await control('POST /faults', { path: '/attributes/customers', rowErrors: { 1: 'No.' } });
  await control('POST /faults', { delay: 5 });
  const attributes = ['gold', 'silver'].map((value) => ({ id, value, customer_id: 'user_ada' }));
  expect((await bunce('POST /attributes/customers', { attributes })).body).toMatchObject({
    data: { saved: { length: 1 }, errors: { 1: 'No.' } },
  });
});

it('stops while an answer is still held back', async () => {
  const { bunce, control, close } = await simulated();
  await control('POST /faults', { delay: 600_000 });
  const held = expect(bunce('GET /customers')).rejects.toThrow('fetch failed');
  await expect.poll(async () => (await control('GET /log')).body).toHaveLength(1);
  await close();
  await held;
});

it.each([
  ['an unknown key', { statsu: 500 }],
  ['a broken expression', { path: '(' }],
])('refuses a fault with %s', async (_what, fault) => {
  const { control } = await simulated();
  expect(await control('POST /faults', fault)).toMatchObject({ status: 422 });
  expect(await control('POST /switches', { emptyError: 'array' })).toMatchObject({ status: 422 });
});

it('empties data, log, faults and limits on reset, but definitions only if told', async () => {
  const { bunce, control } = await simulated({ limit: { requests: 3 } });
  const event_id = idOf(await bunce('POST /events', purchase));
  await bunce('POST /events/trigger', { event_id, payload: { email: 'ada@example.com', Amount: 1 } });
  await control('POST /faults', { status: 500 });
  await control('POST /reset');
  for (const list of ['log', 'events', 'customers', 'faults']) expect((await control(`GET /${list}`)).body).toEqual([]);
  for (const _ of [1, 2, 3]) expect(await bunce(`GET /events/${event_id}`)).toMatchObject({ status: 200 });
  await control('POST /reset', { definitions: true });
  expect(await bunce(`GET /events/${event_id}`)).toMatchObject({ status: 404 });
});

it('changes the limit at run time, and takes it away', async () => {
  const { bunce, control } = await simulated();
  await control('POST /settings', { requests: 1, lockOutSeconds: 30 });
  await bunce('GET /customers');
  expect((await bunce('GET /customers')).headers.get('retry-after')).toBe('30');
  await control('POST /settings', { requests: null });
  for (const _ of [1, 2]) expect(await bunce('GET /customers')).toMatchObject({ status: 200 });
  expect((await control('GET /log?since=2')).body).toMatchObject([{ method: 'GET', path: '/v1/customers', status: 200 }, { status: 200 }]);
});
