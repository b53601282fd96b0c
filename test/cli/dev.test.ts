import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { cli } from './cli.ts';
import { install } from '../project/team.ts';
import { emptyFolder } from './empty-folder.ts';

const MAIN = join(import.meta.dirname, '../../cli/main.ts');

it('dev runs what init left, takes a webhook, and ends as the local run does when it is told to', async () => {
  const folder = emptyFolder();
  await cli(['--project', folder, 'init', '--yes', '--providers', 'paystack', '--country', 'NG']);
  install(folder);
  const dev = spawn(process.execPath, [MAIN, 'dev', '--quiet'], { cwd: folder, env: { ...process.env, PORT: '0', BUNCE_PORT: '0' } });
  let said = '';
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await expect.poll(() => said, { timeout: 60_000 }).toMatch(/^ready$/m);
  const [, gateway = ''] = /(http:\S+)\/webhooks/.exec(said) ?? [];
  const send = ['--project', folder, 'send', 'paystack', '--sample', 'charge.success', '--to', `${gateway}/webhooks/paystack`];
  expect(await cli(send)).toMatchObject({ code: 0, stdout: expect.stringContaining('200') });
  dev.kill('SIGINT');
  expect(await once(dev, 'exit')).toEqual([0, null]);
});

it('dev in a folder without a config says what to do', async () => {
  expect(await cli(['--project', emptyFolder(), 'dev'])).toMatchObject({ code: 2, stderr: expect.stringContaining('init') });
});
