import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { expect, it } from 'vitest';

const COMPACT = JSON.stringify(join(import.meta.dirname, '../../local/compact.ts'));
const LINE = JSON.stringify({ level: 'WARN', message: 'refused', verdict: 'mismatch', guess: 'another secret' });
const SCRIPT = `
  const { compact } = await import(${COMPACT});
  console.log(compact({ cli: String })({ function: 'PaystackReceiver', line: ${JSON.stringify(LINE)} }));`;

/** A line of a refused webhook, written into a pipe. */
function written(colours: Readonly<Record<string, string>>): string {
  const { FORCE_COLOR: _, NO_COLOR: __, NODE_DISABLE_COLORS: ___, ...env } = process.env;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT], { env: { ...env, ...colours }, encoding: 'utf8' });
  expect(stdout).toContain('401 mismatch: another secret');
  return stdout;
}

it('has no colours in a pipe, unless they are asked for, and never where NO_COLOR forbids them', () => {
  const escape = String.fromCharCode(27);
  expect(written({})).not.toContain(escape);
  expect(written({ FORCE_COLOR: '1' })).toContain(escape);
  expect(written({ NO_COLOR: '1' })).not.toContain(escape);
});
