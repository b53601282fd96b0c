import { expect, it } from 'vitest';

import { charge, running } from './running.ts';

const world = running();
const CANARIES = [
  'canary.person',
  'Canaryfirst',
  'Canarylast',
  '08099988877',
  '8099988877',
  'local-paystack-secret',
  'sk_test_local_bunce',
];
const customer = {
  customer_code: 'CUS_canary',
  email: 'canary.person@example.com',
  first_name: 'Canaryfirst',
  last_name: 'Canarylast',
  phone: '08099988877',
};

it('writes no person and no secret into any log line, whatever goes wrong', async () => {
  const { send, fault, events, run } = world;
  const post = async (body: string, rest: object = {}) => send({ provider: 'paystack', body, ...rest });
  await post(charge('fine', { customer }));
  await post(charge('forged', { customer }), { secret: 'a stranger' });
  await post(charge('odd', { customer, amount: 'canary.person@example.com' }));
  await expect.poll(events).toHaveLength(1);
  await fault({
    path: '/events/trigger',
    status: 422,
    body: { success: false, message: 'canary.person@example.com Canaryfirst is odd' },
    times: 1,
  });
  await post(charge('refused', { customer }));
  await expect.poll(() => run.logs.filter(({ line }) => line.includes('"parked"') || line.includes('rejected')).length).toBeGreaterThan(0);
  await fault({ path: '/events/trigger', processedButLost: true, times: 1 });
  await post(charge('lost', { customer }));
  await expect.poll(async () => (await events()).length).toBeGreaterThan(2);
  const said = run.logs.map(({ line }) => line).join('\n');
  expect(said.length).toBeGreaterThan(500);
  expect(CANARIES.filter((canary) => said.includes(canary))).toEqual([]);
});
