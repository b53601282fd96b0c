import { describe, expect, it } from 'vitest';

import { person } from '../../../local/bunce/simulated.ts';
import type { Switches } from '../../../../local/bunce/switches.ts';
import { errorOf, talking } from './talking.ts';

const phone = { device_type: 'android', device_token: 'old' } as const;

async function withAda(switches: Partial<Switches> = {}) {
  const account = await talking({ switches });
  await account.customers.create(person('ada'));
  return account;
}

describe('a device', () => {
  it.each(['token', 'device_token', 'bare'] as const)('is added, however Bunce writes it: %s', async (deviceAnswer) => {
    const { devices } = await withAda({ deviceAnswer });
    expect(await devices.add('user_ada', [phone])).toEqual([
      { device_id: expect.any(String), device_type: 'android', token: 'old', created_at: expect.any(String) },
    ]);
    expect(await devices.list('user_ada')).toMatchObject([{ token: 'old' }]);
  });

  it('that the customer has is an error that says so, and so is a customer whom nobody is', async () => {
    const { devices } = await withAda();
    await devices.add('user_ada', [phone]);
    expect(await errorOf(devices.add('user_ada', [phone]))).toMatchObject({ exists: true, said: 'Device already exists' });
    expect(await errorOf(devices.add('nobody', [phone]))).toMatchObject({ status: 404, said: 'Customer not found' });
    expect(await errorOf(devices.list('nobody'))).toMatchObject({ status: 404, said: 'Customer not found' });
  });

  it.each([
    ['device', { device_type: 'android', token: 'new' }],
    ['boolean', undefined],
  ] as const)('is rotated, and is known again where Bunce repeats it: %s', async (rotationAnswer, answer) => {
    const { devices } = await withAda({ rotationAnswer });
    await devices.add('user_ada', [phone]);
    const rotated = await devices.rotate('user_ada', { current_device_token: 'old', device_token: 'new' });
    expect(rotated).toEqual(answer && expect.objectContaining(answer));
    expect(await devices.list('user_ada')).toMatchObject([{ token: 'new', device_type: 'android' }]);
  });

  it.each([404, 422] as const)('that Bunce never had is not rotated: %i', async (unknownTokenStatus) => {
    const { devices } = await withAda({ unknownTokenStatus });
    const error = await errorOf(devices.rotate('user_ada', { current_device_token: 'lost', device_token: 'new' }));
    expect(error).toMatchObject({ kind: 'refused', status: unknownTokenStatus, said: 'Device not found', exists: false });
  });
});
