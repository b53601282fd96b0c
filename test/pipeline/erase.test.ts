import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it, onTestFinished } from 'vitest';

import { CREDENTIALS, REGION } from '../../local/lambda/environment.ts';
import { addressesOf, runFile } from '../../local/run-file.ts';
import { cli } from '../cli/cli.ts';
import { ON_ERASURE, projectWith } from '../cli/erase-run.ts';
import { charge, running, sample } from './running.ts';
import { tableText } from './table.ts';
import { namesIn } from './undone.ts';

const world = running();
const { send, events, fault, customers, settled } = world;

const EMAIL = 'Ngozi.Erased@example.com';
const ID = 'user_2k6QehZLpBsXDiP9pWtrS3u7YiF';
const PERSONAL = [EMAIL, 'Ngozierased', 'Obierased', '8039876543'];

/** A project that erases at Bunce too, as whose run this one is found. */
function projectOfRun() {
  const root = projectWith({ onErasure: ON_ERASURE });
  onTestFinished(() => rmSync(root, { recursive: true }));
  const { port: PORT } = new URL(world.run.gateway);
  mkdirSync(join(root, '.bunce-sync'));
  writeFileSync(runFile({ root }, PORT), JSON.stringify(addressesOf(world.run)));
  return { root, erase: async () => cli(['--project', root, 'erase', '--email', EMAIL, '--json'], { environment: { PORT } }) };
}

const NAMED = { customer_code: 'CUS_erased', first_name: 'Ngozierased', last_name: 'Obierased', phone: '08039876543' };

const pay = async (reference: string, fields: object = { customer: { ...NAMED, email: EMAIL } }): Promise<void> => {
  expect(await send({ provider: 'paystack', body: charge(reference, fields) })).toBe(200);
};

/** What is parked, left where it is. */
async function parkedText(): Promise<string> {
  const { environment, queues } = world.run;
  const client = new SQSClient({ region: REGION, credentials: CREDENTIALS, endpoint: environment['AWS_ENDPOINT_URL_SQS'] ?? '' });
  const asked = new ReceiveMessageCommand({ QueueUrl: queues['Parked']?.url, MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
  const { Messages = [] } = await client.send(asked);
  return Messages.map(({ Body = '' }) => Body).join('\n');
}

const logged = (): string => world.run.logs.map(({ line }) => line).join('\n');
const filesIn = (root: string): string =>
  readdirSync(join(root, '.bunce-sync'), { recursive: true, withFileTypes: true })
    .flatMap((file) => (file.isFile() ? readFileSync(join(file.parentPath, file.name), 'utf8') : []))
    .join('\n');

it('erase leaves nobody in table, queues, files and logs, and what waits on the queue for them meets the tombstone', async () => {
  const body = sample('clerk', 'user.created').body.toString();
  const created = body.replaceAll(/[\w.+-]+@[\w-]+\.[\w.]+\w/g, EMAIL);
  expect(await send({ provider: 'clerk', body: created, id: 'msg_erase' })).toBe(200);
  await settled();
  await fault({ path: '/events/trigger', status: 422, body: { success: false, message: `${EMAIL} Ngozierased is odd` }, times: 1 });
  await pay('refused');
  await pay('unreadable', { amount: 'much', customer: NAMED });
  await expect.poll(async () => (await parkedText()).match(/"reason"/g)).toHaveLength(2);
  await expect.poll(async () => namesIn(await parkedText(), PERSONAL)).toEqual(PERSONAL);
  expect(namesIn(await tableText(world.run), PERSONAL)).toEqual([EMAIL]);

  await fault({ path: '/events/trigger', status: 503 });
  await pay('waiting');
  await expect.poll(() => /"call":"trigger-event","status":"503"/.test(logged())).toBe(true);
  const { root, erase } = projectOfRun();
  expect(logged()).not.toContain('"erased"');
  const { code, stdout, stderr } = await erase();
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
  await fetch(`${world.run.bunce.control}/faults`, { method: 'DELETE' });
  await settled();

  expect((await events()).map(({ name }) => name)).toEqual(['Signed up']);
  expect(logged()).toContain('"erased"');
  expect(await customers()).toMatchObject([{ customer_id: ID, first_name: 'Deleted', phone_no: '+10000000000' }]);
  const everywhere = [await tableText(world.run), await parkedText(), filesIn(root), logged(), JSON.stringify(await customers())];
  expect(everywhere.map((text) => namesIn(text, PERSONAL))).toEqual([[], [], [], [], []]);
});
