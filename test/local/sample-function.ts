import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import type { LogLine } from '../../local/lambda/environment.ts';
import { type FunctionOptions, type LocalFunction, startFunction } from '../../local/lambda/function.ts';

/** A function of a few lines, run as Lambda runs it; it ends with the test. */
export async function sampleFunction(
  code: string,
  options: Partial<FunctionOptions> = {},
): Promise<LocalFunction & { readonly lines: LogLine[]; readonly directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'bunce-sync-function-'));
  await writeFile(join(directory, 'index.mjs'), code);
  const lines: LogLine[] = [];
  const target = startFunction({ directory, handler: 'index.handler', onLine: (line) => lines.push(line), ...options });
  onTestFinished(async () => {
    await target.close();
    await rm(directory, { recursive: true });
  });
  return { ...target, lines, directory };
}
