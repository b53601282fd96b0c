import { expect, it } from 'vitest';

import { charge, running, sample } from './running.ts';
import { tableText } from './table.ts';

const world = running();
const { send, events, parked, settled } = world;

const EMAIL = 'ada.erased@example.com';
const ID = 'user_2k6QehZLpBsXDiP9pWtrS3u7YiF';

const clerk = async (name: string): Promise<void> => {
  const body = sample('clerk', name)
    .body.toString()
    .replaceAll(/[\w.+-]+@[\w-]+\.[\w.]+\w/g, EMAIL);
  expect(await send({ provider: 'clerk', body, id: `msg_${name}` })).toBe(200);
  await settled();
};
const pay = async (reference: string): Promise<void> => {
  const customer = { customer_code: 'CUS_erased', email: EMAIL, first_name: 'Adaerased', phone: '08039876543' };
  expect(await send({ provider: 'paystack', body: charge(reference, { customer }) })).toBe(200);
  await settled();
};

it('an account that is deleted leaves a tombstone in the table, no person in the log, and nothing later at Bunce', async () => {
  await clerk('user.created');
  await pay('before');
  expect(await tableText(world.run)).toContain(EMAIL);
  await clerk('user.deleted');
  await pay('after');
  expect((await events()).map(({ name }) => name)).toEqual(['Signed up', 'Purchase completed', 'Account deleted']);
  const left = await tableText(world.run);
  expect(left).toContain('erasedAt');
  const personal = [EMAIL, ID, 'CUS_erased', 'Adaerased', '8039876543'];
  expect(personal.filter((text) => left.includes(text))).toEqual([]);
  const said = world.run.logs.map(({ line }) => line).join('\n');
  expect([EMAIL, 'Adaerased', '8039876543'].filter((text) => said.includes(text))).toEqual([]);
  expect(said).toContain('"erased"');
  expect(await parked()).toEqual([]);
});
