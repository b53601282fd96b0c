import { describe, expect, it } from 'vitest';

import { person } from '../local/bunce/simulated.ts';
import { bunceCalled } from './bunce-called.ts';

/** What the pages of Bunce's documentation say of customers and devices, sent by the command line. */
const ada = person('ada');
const ADA = ['--id', ada.customer_id, '--email', ada.email, '--first-name', 'ada', '--last-name', 'Okafor', '--phone', ada.phone_no];
const data = (body: unknown) => ({ input: JSON.stringify(body) });
const FROM = ['--data', '-'];

describe('a customer', () => {
  it('is created with every documented field', async () => {
    const { run, last } = await bunceCalled();
    expect(await run(['customers', 'create', ...ADA, '--device', 'ios:t1'])).toMatchObject({
      code: 0,
      stdout: 'user_ada  ada Okafor  ada@example.com  +2348012345678\n',
    });
    expect(await last()).toMatchObject({
      method: 'POST',
      path: '/v1/customers',
      body: { ...ada, devices: [{ device_type: 'ios', device_token: 't1' }] },
      status: 201,
      answer: { success: true, message: 'Customer created successfully' },
    });
  });

  it.each(['customer_id', 'email', 'first_name', 'last_name', 'phone_no'])(
    'without %s is refused in the words of the documentation',
    async (field) => {
      const { run } = await bunceCalled();
      const { [field]: _left, ...rest }: Record<string, string> = ada;
      expect(await run(['customers', 'create', ...FROM], data(rest))).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(`(422: ${field} is required and must be present)\n`),
      });
    },
  );

  it('with an address that is none, or a device of no known type, is refused', async () => {
    const { run } = await bunceCalled();
    expect(await run(['customers', 'create', ...FROM], data({ ...ada, email: 'ada' }))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('email is not valid'),
    });
    expect(await run(['customers', 'create', ...ADA, '--device', 'fax:t1'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('devices.0.device_type is not valid'),
    });
  });
});

it('a device is added to a customer, once; to nobody it is not', async () => {
  const { run, bunce, last } = await bunceCalled({ switches: { deviceAnswer: 'bare' } });
  await bunce('POST /customers', ada);
  const add = async (customer: string) => run(['devices', 'add', customer, '--device', 'android:t1']);
  expect(await add('user_ada')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\S+  android  t1  /) });
  expect(await last()).toMatchObject({
    path: '/v1/customers/user_ada/devices',
    body: { devices: [{ device_type: 'android', device_token: 't1' }] },
  });
  expect(await add('user_ada')).toMatchObject({ code: 1, stderr: expect.stringContaining('(422: Device already exists)') });
  expect(await add('nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('(404: Customer not found)') });
});
