import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Stack } from '../../local/load/stack.ts';
import type { LocalRun } from '../../local/local-run.ts';
import type { Journal } from './journal.ts';

/** What the later version wrote, as this one knows it. */
export const asKnown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, each: unknown) => (key === 'since' ? undefined : each));

/** Seconds in which receivers are new and the consumer is not. */
const BETWEEN = 4;

/** A stack of one's own, whose code can change while it runs. */
export async function ownStack(stack: Stack): Promise<Stack> {
  const assembly = await mkdtemp(join(tmpdir(), 'bunce-sync-deploy-'));
  await cp(stack.assembly, assembly, { recursive: true });
  return { ...stack, assembly, remove: async () => rm(assembly, { recursive: true, force: true }) };
}

export interface Deploying {
  readonly stack: Stack;
  readonly run: Pick<LocalRun, 'functions'>;
  readonly journal: Journal;
}

/** The later version, receivers first: every instance ends, and the next one is new. Resolves to what follows, the consumer. */
export async function deploy({ stack, run, journal }: Deploying): Promise<() => Promise<void>> {
  journal.inject('deploy');
  await replace(stack, (name) => name !== 'consumer');
  for (const [name, each] of Object.entries(run.functions)) if (name !== 'Consumer') each.kill();
  return async () => {
    await pause(BETWEEN * 1000);
    await replace(stack, (name) => name === 'consumer');
    journal.doubts.died();
    run.functions['Consumer']?.kill();
  };
}

/** The assembly holds a copy of each bundle, under a name that says nothing. */
async function replace({ assembly, code, later }: Stack, isMeant: (name: string) => boolean): Promise<void> {
  if (!later) throw new Error('the stack was built without a later version');
  const names = (await readdir(code)).filter((name) => !name.includes('.') && isMeant(name));
  const bundles = new Map(await Promise.all(names.map(async (name) => [await textOf(join(code, name)), name] as const)));
  for (const asset of (await readdir(assembly)).filter((name) => name.startsWith('asset.') && !name.includes('.zip'))) {
    const name = bundles.get(await textOf(join(assembly, asset)));
    if (name !== undefined) await writeFile(join(assembly, asset, 'index.mjs'), await readFile(join(later, name, 'index.mjs')));
  }
}

const textOf = async (folder: string): Promise<string> => readFile(join(folder, 'index.mjs'), 'utf8').catch(() => '');
