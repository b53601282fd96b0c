import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import config from '../bunce-sync.config.ts';
import { stageOf } from '../shared/runtime/config.ts';
import { enabled } from './enabled.ts';

const ROOT = new URL('../', import.meta.url);

/** Function name → the folder of its bundle, `index.mjs`. */
export type Code = (name: string) => string;

/** Where a function's handler is written and where its bundle goes. */
const entryOf = (name: string): string => (name === 'consumer' ? 'functions/consumer/handler.ts' : `functions/webhooks/${name}/handler.ts`);
export const bundleOf: Code = (name) => fileURLToPath(new URL(`dist/${name}`, ROOT));

/** One esbuild run for the consumer and these providers' receivers. Throws with the missing file's name when there is no handler. */
export async function bundle(providers: readonly string[]): Promise<Code> {
  const names = [...providers, 'consumer'];
  const missing = names.map(entryOf).filter((entry) => !existsSync(new URL(entry, ROOT)));
  if (missing.length > 0) throw new Error(`cannot bundle, no such file: ${missing.join(', ')}`);
  const { metafile } = await build({
    absWorkingDir: fileURLToPath(ROOT),
    entryPoints: names.map((name) => ({ in: entryOf(name), out: `${name}/index` })),
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(new URL('dist/metafile.json', ROOT), JSON.stringify(metafile));
  return bundleOf;
}

if (import.meta.main) await bundle(enabled(stageOf(config, 'default')));
