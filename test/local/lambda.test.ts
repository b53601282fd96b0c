import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { describe, expect, it } from 'vitest';

import type { Invoked } from '../../local/lambda/environment.ts';
import { sampleFunction } from './sample-function.ts';

const COUNTING = 'let calls = 0; export const handler = async () => ({ pid: process.pid, calls: ++calls });';
const SLOW = 'export const handler = async () => { await new Promise((done) => setTimeout(done, 200)); return process.pid; };';

describe('a local function', () => {
  it('answers from a process of its own that stays warm', async () => {
    const target = await sampleFunction(COUNTING);
    const first = await target.invoke({});
    const second = await target.invoke({});
    expect(first).toMatchObject({ ok: true, payload: { calls: 1 } });
    expect(second).toMatchObject({ ok: true, payload: { calls: 2 } });
    expect(first).not.toMatchObject({ payload: { pid: process.pid } });
  });

  it('runs invocations side by side, a process each, up to its concurrency', async () => {
    const target = await sampleFunction(SLOW, { concurrency: 2 });
    const results = await Promise.all([1, 2, 3, 4].map(async (event) => target.invoke(event)));
    expect(new Set(results.map((result) => result.ok && result.payload)).size).toBe(2);
  });

  it('tells of each invocation that was answered when it began and ended, one that waits for another only from its own turn on', async () => {
    const invocations: Invoked[] = [];
    const target = await sampleFunction(SLOW, { concurrency: 1, name: 'slow', onInvocation: (each) => invocations.push(each) });
    await Promise.all([target.invoke(1), target.invoke(2)]);
    const [first, second] = invocations;
    expect(invocations.map((each) => each.function)).toEqual(['slow', 'slow']);
    expect(first?.ended).toBeGreaterThan(first?.began ?? Infinity);
    expect(second?.began).toBeGreaterThanOrEqual(first?.ended ?? Infinity);
  });

  it('each line belongs to the invocation that wrote it', async () => {
    const code = "console.log('at start'); export const handler = async (event, { awsRequestId }) => (console.log(event), awsRequestId);";
    const target = await sampleFunction(code, { concurrency: 1 });
    const named = await Promise.all([target.invoke('one', 'id-1'), target.invoke('two', 'id-2')]);
    expect(named).toMatchObject([{ payload: 'id-1' }, { payload: 'id-2' }]);
    await expect
      .poll(() => target.lines.map(({ line, request }) => [line, request]))
      .toEqual([
        ['at start', undefined],
        ['one', 'id-1'],
        ['two', 'id-2'],
      ]);
  });

  it('sees its own environment, its deadline and nothing of the parent', async () => {
    const code = `export const handler = async (event, context) => ({
      event, mine: process.env.MINE, home: process.env.HOME ?? null, region: process.env.AWS_REGION,
      left: context.getRemainingTimeInMillis() > 50_000, id: context.awsRequestId.length });`;
    const target = await sampleFunction(code, { environment: { MINE: 'yes' }, timeout: 60 });
    expect(await target.invoke({ a: 'é' })).toEqual({
      ok: true,
      payload: { event: { a: 'é' }, mine: 'yes', home: null, region: 'us-east-1', left: true, id: 36 },
    });
  });

  it('reports what the handler throws and lives on', async () => {
    const target = await sampleFunction(
      'export const handler = async (event) => { if (event) throw new TypeError("no"); return process.uptime() > 0; };',
    );
    expect(await target.invoke(true)).toEqual({ ok: false, reason: 'error', message: 'TypeError: no' });
    expect(await target.invoke(false)).toEqual({ ok: true, payload: true });
    expect(target.lines.map(({ line }) => line).join('\n')).toContain('TypeError: no');
  });

  it('reports a crash and starts anew', async () => {
    const target = await sampleFunction('export const handler = async (event) => (event ? process.exit(7) : "up");');
    expect(await target.invoke(true)).toMatchObject({ ok: false, reason: 'crash' });
    expect(await target.invoke(false)).toEqual({ ok: true, payload: 'up' });
  });

  it('kills what does not answer in time', async () => {
    const target = await sampleFunction('export const handler = async () => new Promise(() => setInterval(() => {}, 1000));', {
      timeout: 1,
    });
    expect(await target.invoke({})).toMatchObject({ ok: false, reason: 'timeout' });
  });

  it('reports a module that does not load', async () => {
    const target = await sampleFunction('throw new Error("no settings");');
    expect(await target.invoke({})).toEqual({ ok: false, reason: 'error', message: 'Error: no settings' });
  });

  it('ends a running invocation when its process is killed', async () => {
    const target = await sampleFunction('export const handler = async () => { console.log("in"); await new Promise(() => {}); };');
    const running = target.invoke({});
    await expect.poll(() => target.lines.length).toBe(1);
    target.kill();
    expect(await running).toMatchObject({ ok: false, reason: 'crash' });
  });

  it('refuses an event over 6 MB', async () => {
    const target = await sampleFunction(COUNTING);
    expect(await target.invoke('x'.repeat(7 * 1024 * 1024))).toMatchObject({ reason: 'too-large' });
  });

  it('does not outlive a parent that is killed', async () => {
    const target = await sampleFunction('export const handler = async () => { console.log(process.pid); await new Promise(() => {}); };');
    const code = `import { startFunction } from ${JSON.stringify(new URL('../../local/lambda/function.ts', import.meta.url).href)};
      startFunction({ directory: ${JSON.stringify(target.directory)}, handler: 'index.handler', onLine: ({ line }) => console.log(line) }).invoke({});`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code]);
    const line: Promise<unknown[]> = once(createInterface({ input: parent.stdout }), 'line');
    const [pid] = await line;
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(Number(pid)), { timeout: 10_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
