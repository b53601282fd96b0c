import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { runFile } from '../../local/run-file.ts';
import { project } from '../project.ts';
import { cli } from '../cli/cli.ts';
import { charge, running, sample } from './running.ts';
import { tableText } from './table.ts';

const world = running();
const { send, events, fault, parked, settled } = world;

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

/** The command line finds a local run by the file that `npm start` writes. */
async function writtenDown(): Promise<string> {
  const { gateway, bunce, bond, environment, queues, tables } = world.run;
  const { port } = new URL(gateway);
  const file = runFile(project, port);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, JSON.stringify({ gateway, bunce: bunce.url, bond: bond.url, environment, queues, tables }));
  onTestFinished(async () => rm(file, { force: true }));
  return port;
}

interface Entry {
  readonly pk: { readonly S: string };
}

const PERSONAL = [EMAIL, ID, 'CUS_erased', 'Adaerased', '8039876543'];
const logged = (): string => world.run.logs.map(({ line }) => line).join('\n');

it('an account that is deleted leaves a tombstone in the table, no person in the log, nothing parked and nothing later at Bunce', async () => {
  await clerk('user.created');
  await pay('before');
  await fault({ path: '/events/trigger', status: 422, body: { success: false, message: `${EMAIL} Adaerased is odd` }, times: 1 });
  await pay('refused');
  expect(await tableText(world.run)).toContain(EMAIL);

  await clerk('user.deleted');
  await pay('after');
  expect((await events()).map(({ name }) => name)).toEqual(['Signed up', 'Purchase completed', 'Account deleted']);

  // The scan finds a tombstone, and fingerprints that lead to it. No text is left that they stand for.
  const left = await tableText(world.run);
  const people = (JSON.parse(left) as Entry[]).filter(({ pk }) => pk.S.startsWith('person#'));
  expect(people.filter((entry) => 'erasedAt' in entry)).toHaveLength(1);
  expect(PERSONAL.filter((text) => left.includes(text))).toEqual([]);

  // What was parked before is found by the e-mail that nothing else holds any more.
  const PORT = await writtenDown();
  const drop = await cli(['parked', 'drop', '--person', EMAIL, '--json'], { environment: { PORT } });
  expect(JSON.parse(drop.stdout)).toMatchObject({ dropped: [{ provider: 'paystack', reason: 'rejected' }] });
  expect(await parked()).toEqual([]);

  // No line, from the first webhook on; the id of Clerk's webhook may hold its customer's id.
  expect(PERSONAL.filter((text) => text !== ID && logged().includes(text))).toEqual([]);
  expect(logged()).toContain('"erased"');
});
