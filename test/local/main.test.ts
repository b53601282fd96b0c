import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { expect, it, onTestFinished } from 'vitest';

const MAIN = fileURLToPath(new URL('../../cli/dev/main.ts', import.meta.url));

interface Started {
  readonly child: ChildProcess;
  output(): string;
}

function start(environment: Record<string, string> = {}, words: readonly string[] = []): Started {
  let text = '';
  const child = spawn(process.execPath, [MAIN, ...words], { env: { ...process.env, PORT: '0', BUNCE_PORT: '0', ...environment } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  return { child, output: () => text };
}

async function ready({ output }: Started): Promise<void> {
  await expect.poll(output, { timeout: 30_000 }).toMatch(/^ready$/m);
}

async function exitOf({ child }: Started): Promise<unknown> {
  const exit: Promise<unknown[]> = once(child, 'exit');
  return (await exit)[0];
}

it('says ready, answers, keeps its port to itself, and stops on SIGTERM with nothing listening', async () => {
  const first = start({}, ['--inspect', 'paystack']);
  await ready(first);
  expect(first.output()).toMatch(/^try +PORT=[1-9]\d* npm run cli -- send /m);
  expect(first.output()).toMatch(/^inspect +127\.0\.0\.1:\d+ +\(paystack: attach/m);
  const [url = '', port = ''] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(first.output()) ?? [];
  expect((await fetch(`${url}/webhooks/nobody`, { method: 'POST' })).status).toBe(404);
  expect(await (await fetch(`${url}/api/about`)).json()).toMatchObject({ cli: `PORT=${port} npm run cli --` });

  const second = start({ PORT: port });
  expect(await exitOf(second)).toBe(1);
  expect(second.output().trim()).toMatch(new RegExp(`^port ${port} is in use.*PORT$`));

  first.child.kill('SIGTERM');
  expect(await exitOf(first)).toBe(0);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

it.each<readonly [string, readonly string[], number, RegExp]>([
  ['what it takes where that is asked', ['--help'], 0, /^Usage: npm start [^]*--keep [^]*--inspect <function>/],
  ['that it does not know a flag', ['--kep'], 2, /^error: unknown option '--kep'\n.*--keep.*\n.*--help[^]{0,40}$/],
  ['that a flag wants a word', ['--inspect'], 2, /^error: option '--inspect <function>' argument missing/],
])('says %s', async (_, words, code, text) => {
  const started = start({}, words);
  expect(await exitOf(started)).toBe(code);
  expect(started.output()).toMatch(text);
});

it('stops while it still starts', async () => {
  const started = start();
  setTimeout(() => started.child.kill('SIGINT'), 1500);
  expect(await exitOf(started)).toBe(0);
  expect(started.output()).not.toContain('Error');
});

it('ends when whoever started it has gone, though nobody told it to', async () => {
  const command = `${process.execPath} ${MAIN}`;
  const between = spawn('sh', ['-c', `${command} & echo $!; wait`], { env: { ...process.env, PORT: '0', BUNCE_PORT: '0' } });
  let text = '';
  between.stdout.on('data', (chunk) => (text += String(chunk)));
  await expect.poll(() => text, { timeout: 30_000 }).toMatch(/^ready$/m);
  const pid = Number(/^\d+/.exec(text)?.[0]);
  onTestFinished(() => void (isAlive(pid) && process.kill(pid, 'SIGKILL')));
  between.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
