import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { farewell } from '../../cli/dev/farewell.ts';
import { cli } from './cli.ts';
import { install } from '../project/team.ts';
import { emptyFolder } from './empty-folder.ts';

const MAIN = join(import.meta.dirname, '../../cli/main.ts');

/** A command of the command line that goes on until it is told to stop. */
function starting(words: readonly string[], { cwd, PORT = '0' }: { readonly cwd: string; readonly PORT?: string }) {
  const child = spawn(process.execPath, [MAIN, ...words], { cwd, env: { ...process.env, PORT, BUNCE_PORT: '0' } });
  onTestFinished(() => void child.kill());
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  return { said: () => said, ended, stop: () => void child.kill('SIGINT') };
}

/** A folder of a team, and commands in it; `PORT` is that of the run that is up. */
async function team() {
  const cwd = emptyFolder();
  await cli(['--project', cwd, 'init', '--yes', '--providers', 'paystack', '--country', 'NG']);
  install(cwd);
  const start = async (...words: readonly string[]) => {
    const run = starting(['dev', ...words], { cwd });
    await expect.poll(run.said, { timeout: 60_000 }).toMatch(/^ready$/m);
    const [, gateway = '', PORT = ''] = /(http:\/\/127\.0\.0\.1:(\d+))\/webhooks/.exec(run.said()) ?? [];
    const ask = async (line: string, input = '') => cli(['--project', cwd, ...line.split(' ')], { input, environment: { PORT } });
    return { ...run, gateway, ask, follow: (what: string) => starting([what, '--follow'], { cwd, PORT }) };
  };
  return { start, reset: async () => cli(['--project', cwd, 'reset']) };
}

const UNREADABLE = '{"event":"charge.success"}';

it('dev runs what init left, says where commands act, and keeps what it parked until it is reset', { timeout: 180_000 }, async () => {
  const { start, reset } = await team();
  const first = await start('--keep');
  const following = first.follow('events');
  expect((await fetch(first.gateway, { method: 'POST' })).status).toBe(404);
  const [sent, other, samples, key, guide, parked] = await Promise.all(
    [
      ['send paystack --sample charge.success'],
      ['send stripe --sample customer.created'],
      ['send stripe --list'],
      ['secrets set bunce', 'sk_test_1'],
      ['connect stripe'],
      ['send paystack --body -', UNREADABLE],
    ].map(async ([line = '', input]) => first.ask(line, input)),
  );
  expect([sent, parked]).toEqual([0, 0].map((code) => ({ code, stdout: expect.stringMatching(/^200/), stderr: '' })));
  expect(other).toMatchObject({ code: 0, stderr: expect.stringContaining('this run takes it all the same, AWS would answer 404') });
  expect(samples?.stdout.split('\n')).toContain('customer.created');
  expect(key).toMatchObject({ code: 2, stderr: expect.stringMatching(/local run at .* simulator.* secrets set bunce --stage default\n$/) });
  expect(guide).toMatchObject({
    stdout: expect.stringMatching(/^stripe is not enabled: the local run takes it all the same; for AWS add it/),
    stderr: `local run at ${first.gateway}\n`,
  });
  expect(first.said()).toContain("404 POST /: nobody's address; a webhook is a POST to /webhooks/<provider>\n");
  await expect.poll(following.said, { timeout: 30_000 }).toContain('Reference=ORDER-2026-0314-0001');
  first.stop();
  expect([await first.ended, await following.ended]).toEqual([0, 1]);
  expect(first.said()).toMatch(/\nstopped; webhooks that are there at the next start: (\d waiting, )?1 parked\n$/);
  expect(following.said()).toMatch(/error: the local run has ended: start it with .*\n$/);

  const second = await start('--keep');
  expect(await reset()).toMatchObject({ code: 2, stderr: expect.stringContaining('a run is up') });
  expect(JSON.parse((await second.ask('reset --json')).stdout)).toMatchObject({ where: `local run at ${second.gateway}`, parked: 1 });
  await second.ask('send paystack --body -', `${UNREADABLE} `);
  second.stop();
  await second.ended;
  expect((await reset()).stdout).toBe('what a local run kept: 1 webhook emptied\n');
});

it.each([
  [{ waiting: 0, parked: 0 }, false, 'stopped'],
  [{ waiting: 2, parked: 0 }, true, 'stopped; webhooks that are there at the next start: 2 waiting'],
  [{ waiting: 1, parked: 3 }, false, 'stopped; webhooks that are gone: 1 waiting, 3 parked'],
])('a run that leaves %j says so', (left, isKept, text) => {
  expect(farewell(left, isKept)).toBe(text);
});

it('dev in a folder without a config says what to do', async () => {
  expect(await cli(['--project', emptyFolder(), 'dev'])).toMatchObject({ code: 2, stderr: expect.stringContaining('init') });
});
