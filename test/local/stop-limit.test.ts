import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { startTableServer } from '../../local/tables.ts';

const IMPORTS = ['stop-limit', 'rewrite-tables'].map((name) => `import * as ${name.replace('-', '_')} from '${pathOf(name)}';`).join('\n');

function pathOf(name: string): string {
  return new URL(`../../local/${name}.ts`, import.meta.url).href;
}

/** How a process ends whose stop is cut short after a millisecond, and that does this meanwhile. */
async function endOf(work: string): Promise<unknown> {
  const code = `${IMPORTS}\nimport { setTimeout as pause } from 'node:timers/promises';\nstop_limit.limitStop(1);\n${work}\nprocess.exit(0);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'inherit' });
  const exit: Promise<unknown[]> = once(child, 'exit');
  return (await exit)[0];
}

it('cuts a stop short that hangs, also after what takes its time, and never that', async () => {
  expect(await endOf('await pause(2000);')).toBe(1);
  expect(await endOf('await stop_limit.unlimited("this", async () => pause(50));')).toBe(0);
  expect(await endOf('await stop_limit.unlimited("this", async () => pause(50)); await pause(2000);')).toBe(1);
});

it('never cuts short that the table that is kept is written anew', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-stop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await (await startTableServer(undefined, folder)).close();
  expect(await endOf(`await rewrite_tables.rewriteTables('${folder}');`)).toBe(0);
});
