import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { emailKey } from '../../functions/consumer/people/person-ref.ts';
import { LOCAL_KEYS, startBunceSimulator } from '../../local/bunce/server.ts';
import { filled } from './aws.ts';
import { cli } from './cli.ts';
import { CALLER, stackInAws } from './console-run.ts';
import { ON_ERASURE, projectWith } from './erase-run.ts';

const EMAIL = 'ada@example.com';

/** A person in a stack in AWS, and a project whose config may say with what to overwrite them. */
async function inAws(overrides: object, key: string = LOCAL_KEYS.test) {
  const values = new Map([...filled()].map(([name, value]) => [name, name === 'Bunce' ? JSON.stringify({ secrets: [key] }) : value]));
  const { environment, people } = await stackInAws({ values });
  await people.claim(emailKey(EMAIL), 'p1');
  const lease = await people.lease('p1', { account: 'user_1' });
  if (lease === 'taken') throw new Error('nobody else leases here');
  lease.learn({ email: EMAIL });
  await lease.release();
  const root = projectWith(overrides);
  onTestFinished(() => rmSync(root, { recursive: true }));
  return {
    root,
    person: async () => people.peek('p1'),
    erase: async (...words: readonly string[]) =>
      cli(['--project', root, 'erase', '--email', EMAIL, '--stage', 'default', ...words], { environment }),
  };
}

it('asks before a stack in AWS changes, and without anybody to ask changes nothing', async () => {
  const { erase, person } = await inAws({});
  expect(await erase()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^stack BunceSync\n[\s\S]*--yes/) as string });
  expect(await person()).toMatchObject({ email: EMAIL, erasedAt: undefined });
});

it('with --yes erases, notes who did, and says what Bunce keeps where onErasure is not set', async () => {
  const { erase, person, root } = await inAws({});
  const { code, stdout } = await erase('--yes');
  expect(code).toBe(0);
  expect(await person()).toMatchObject({ email: undefined, erasedAt: expect.any(Number) as number });
  expect(stdout).toMatch(/Bunce keeps the profile of user_1 whole, for onErasure is not set/);
  expect(stdout).toMatch(/logs name nobody[\s\S]* 30 days[\s\S]*back-ups of the table[\s\S]*35 days/);
  const [line = ''] = readFileSync(join(root, '.bunce-sync/audit.jsonl'), 'utf8').split('\n');
  expect(JSON.parse(line)).toMatchObject({ caller: CALLER, stack: 'BunceSync', stage: 'default', what: 'erase', ids: ['p1'] });
});

it('calls Bunce where the stage does, with the key of its secret', async () => {
  const simulator = await startBunceSimulator();
  onTestFinished(async () => simulator.close());
  await fetch(`${simulator.control}/customers`, { method: 'POST', body: JSON.stringify({ customer_id: 'user_1', email: EMAIL }) });
  const { erase } = await inAws({ bunce: { baseUrl: simulator.url }, onErasure: ON_ERASURE });
  const { code, stdout } = await erase('--yes');
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('overwrote the profile of user_1') as string });
});
