import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { join, resolve } from 'node:path';

import { build, type Plugin } from 'esbuild';

import config from '../bunce-sync.config.ts';
import { LIBRARY, moduleFile } from '../shared/runtime/library.ts';
import type { Sources } from '../shared/webhook/generic-source.ts';
import { enabled } from './enabled.ts';
import { exitWith } from './exit.ts';

/** Function name → the folder of its bundle, `index.mjs`. */
export type Code = (name: string) => string;

/** Where a function's handler is written: a sender of the config is served by that of its scheme. */
const entryOf = (name: string, generic: Sources['generic'] = {}): string =>
  moduleFile(name === 'consumer' ? 'functions/consumer/handler.ts' : `functions/webhooks/${generic[name]?.scheme ?? name}/handler.ts`);
const DIST = join(LIBRARY, 'dist');
export const bundleOf: Code = (name) => join(DIST, name);

export interface Bundling {
  /** Where the bundles go; default `dist`. */
  readonly outdir?: string;
  readonly plugins?: readonly Plugin[];
  /** The config's senders without a folder of their own. */
  readonly generic?: Sources['generic'] | undefined;
  /** The stage's, for the consumer; default: the default stage's. */
  readonly catalogue?: string;
}

/** One esbuild run for these functions. Throws with the missing file's name when one has no handler. */
export async function bundle(names: readonly string[], { outdir = DIST, plugins = [], generic, catalogue }: Bundling = {}): Promise<Code> {
  const entries = names.map((name) => ({ in: entryOf(name, generic), out: `${name}/index` }));
  const missing = entries.map((entry) => entry.in).filter((entry) => !existsSync(entry));
  if (missing.length > 0) throw new Error(`cannot bundle, no such file: ${missing.join(', ')}`);
  const { metafile } = await build({
    absWorkingDir: LIBRARY,
    entryPoints: entries,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    plugins: [...plugins, undiciPool, ...(catalogue === undefined ? [] : [catalogueAt(resolve(catalogue))]), builtins],
    alias: { '@aws-sdk/credential-provider-node': moduleFile('infra/lambda-credentials.ts') },
    // Loaded by the SDK for operations that stream; none of ours does.
    external: ['@smithy/core/event-streams'],
    metafile: true,
    logLevel: 'warning',
  });
  await writeFile(join(outdir, 'metafile.json'), JSON.stringify(metafile));
  return (name) => join(outdir, name);
}

/** Of undici the consumer needs the pool alone, put together as its index.js does; the whole of it is 0.3 MB more and a quarter of a cold start. */
const undiciPool: Plugin = {
  name: 'undici-pool',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: 'pool' }));
    onLoad({ filter: /.*/, namespace: 'pool' }, () => ({ contents: POOL, resolveDir: LIBRARY }));
    // Parsers for processors without SIMD; Lambda has none of those.
    onLoad({ filter: /undici.lib.(milo.no-simd|llhttp.llhttp-wasm)\.js$/ }, () => ({ contents: '' }));
  },
};
const POOL = `
  require('undici/lib/dispatcher/dispatcher.js').prototype.request = require('undici/lib/api/api-request.js');
  exports.Pool = require('undici/lib/dispatcher/pool.js');`;

/** Puts the catalogue of a stage in the place of the one that the consumer imports. */
const catalogueAt = (path: string): Plugin => ({
  name: 'catalogue',
  setup: ({ onResolve }) => onResolve({ filter: /\/bunce\.catalogue\.json$/ }, () => ({ path })),
});

/**
 * `import 'node:http'` loads it and reads every export, some of which load half of Node. Here each export is fetched when it is used,
 * so what a webhook does not need is never loaded. Serves `require` too.
 */
const builtins: Plugin = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[a-z]/ }, ({ path }) => (isBuiltin(path) ? { path, namespace: 'builtin' } : undefined));
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: onDemand(path) }));
  },
};

function onDemand(path: string): string {
  const load = `process.getBuiltinModule(${JSON.stringify(path)})`;
  const loaded: unknown = createRequire(import.meta.url)(path);
  // A module that is itself a class or function, such as node:stream, and the process cannot be taken apart.
  if (typeof loaded !== 'object' || loaded === null || loaded === process) return `module.exports = ${load}`;
  const names = JSON.stringify(Object.keys(loaded));
  return `for (const name of ${names}) Object.defineProperty(exports, name, { enumerable: true, get: () => ${load}[name] })`;
}

if (import.meta.main) {
  try {
    await bundle([...enabled(config), 'consumer'], { generic: config.generic });
  } catch (error) {
    exitWith(error);
  }
}
