import { describe, expect, it } from 'vitest';

import { charge, running, sample } from './running.ts';

const { send, events, customers, fault, parked, run } = (() => {
  const world = running();
  return { ...world, run: () => world.run };
})();

const TRIGGER = '/events/trigger';
const bought = async (reference: string) => send({ provider: 'paystack', body: charge(reference) });
const arrived = async () => (await events()).map(({ email }) => email?.split('@')[0]).sort();

describe('when Bunce', () => {
  it('answers 422, the event is parked as rejected and the group goes on', async () => {
    await fault({ path: TRIGGER, status: 422, body: { success: false, message: 'Plan is required' }, times: 1 });
    await bought('refused');
    await expect.poll(parked).toMatchObject([{ reason: 'rejected', last: { status: 422, message: 'Plan is required' } }]);
    await bought('next');
    await expect.poll(arrived).toEqual(['next']);
  });

  it.each([429, 500, 503])('answers %i, the event is delivered later, once', async (status) => {
    await fault({ path: TRIGGER, status, times: 2 });
    await bought(`later${status}`);
    await expect.poll(arrived).toEqual([`later${status}`]);
    expect(await parked()).toEqual([]);
  });

  it('does not know the key, nothing is parked and all is delivered once it does', async () => {
    await fault({ status: 401, times: 3 });
    await bought('locked-out');
    await expect.poll(arrived).toEqual(['locked-out']);
    expect(await parked()).toEqual([]);
    expect(
      run().logs.some(({ line }) => line.includes('secrets set bunce') || line.includes('BUNCE_SECRET_ID') || /wrong key/i.test(line)),
    ).toBe(true);
  });

  it('drops the connection before it processes, the event is delivered once', async () => {
    await fault({ path: TRIGGER, drop: true, times: 1 });
    await bought('dropped');
    await expect.poll(arrived).toEqual(['dropped']);
  });

  it('processes and drops the connection, the event is sent again and counted as ambiguous', async () => {
    await fault({ path: TRIGGER, processedButLost: true, times: 1 });
    await bought('ambiguous');
    await expect.poll(arrived).toEqual(['ambiguous', 'ambiguous']);
    expect(run().logs.some(({ line }) => line.includes('"ambiguous"'))).toBe(true);
  });

  it('refuses a row of attributes inside a 200, that row alone is parked', async () => {
    await fault({
      path: '/attributes/customers',
      rowErrors: { 0: 'Provided value is not a valid format for timestamp attribute.' },
      times: 1,
    });
    await bought('row');
    await expect.poll(parked).toMatchObject([{ reason: 'rejected', provider: 'paystack' }]);
    expect(await arrived()).toEqual(['row']);
  });
});

it('updates the customer that exists instead of failing to create it', async () => {
  await send({ provider: 'clerk', sample: sample('clerk', 'user.created'), id: 'msg_first' });
  await expect.poll(customers).toHaveLength(1);
  await send({ provider: 'clerk', sample: sample('clerk', 'user.updated'), id: 'msg_second' });
  await expect.poll(async () => (await events()).map(({ name }) => name)).toEqual(['Signed up', 'Profile updated']);
  expect(await customers()).toHaveLength(1);
});
