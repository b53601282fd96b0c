import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';

import { build, type Plugin } from 'esbuild';

import { type Project, makeWorkFolder } from '../shared/config/project.ts';
import { commonSettings } from '../shared/config/selection-of.ts';
import { LIBRARY, moduleFile } from '../shared/runtime/library.ts';
import { RECONCILE } from './names.ts';
import { OWN_RECEIVER, projectModules } from './project-modules.ts';

/** Function name → the folder of its bundle, `index.mjs`. */
export type Code = (name: string) => string;

export interface Bundling {
  readonly project: Project;
  /** `consumer`, `RECONCILE`, and providers or senders. */
  readonly names: readonly string[];
  /** Default: `default`. */
  readonly stage?: string;
  /** Where the bundles go; default: a folder of the stage in the project's `.bunce-sync/`. */
  readonly outdir?: string | undefined;
  readonly plugins?: readonly Plugin[];
  /** For somebody at this machine: not minified, with a source map beside. */
  readonly readable?: boolean;
  /** What is wrong is thrown, and not printed too. */
  readonly silent?: boolean;
  /** What the consumer carries; default: nothing, for a run that has a catalogue of its own. */
  readonly catalogue?: string | undefined;
}

/** Of a built-in provider, where the package runs: made when it was built. */
const prebuilt = (name: string): string => join(LIBRARY, 'receivers', name);

/** One esbuild run for these functions. Throws with the missing file's name when one has no handler. */
export async function bundle({
  project,
  names,
  stage = 'default',
  plugins = [],
  catalogue,
  readable = false,
  silent = false,
  ...told
}: Bundling): Promise<Code> {
  const outdir = told.outdir ?? join(makeWorkFolder(project), 'bundles', catalogue === undefined ? `${stage}-local` : stage);
  const kindOf = (name: string): string => commonSettings(project.config.providers?.[name]).is ?? name;
  const made = new Set(names.filter((name) => !readable && existsSync(prebuilt(kindOf(name)))));
  const entries = names.filter((name) => !made.has(name)).map((name) => ({ in: entryOf(kindOf(name), project), out: `${name}/index` }));
  const missing = entries.map((entry) => entry.in).filter((entry) => !entry.startsWith(OWN_RECEIVER) && !existsSync(entry));
  if (missing.length > 0) throw new Error(`cannot bundle, no such file: ${missing.join(', ')}`);
  const { metafile } = await build({
    absWorkingDir: LIBRARY,
    entryPoints: entries,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: !readable,
    sourcemap: readable,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    plugins: [...plugins, projectModules({ project, catalogue, stage }), undiciPool, builtins],
    alias: { '@aws-sdk/credential-provider-node': moduleFile('infra/lambda-credentials.ts') },
    // Loaded by the SDK for operations that stream; none of ours does.
    external: ['@smithy/core/event-streams'],
    metafile: true,
    logLevel: silent ? 'silent' : 'warning',
  });
  await writeFile(join(outdir, 'metafile.json'), JSON.stringify(metafile));
  return (name) => (made.has(name) ? prebuilt(kindOf(name)) : join(outdir, name));
}

/** Where a function's handler is written: a sender of the config is served by that of its scheme, a project's own provider by one that is made up. */
function entryOf(name: string, { config, ownProviders }: Project): string {
  if (name === 'consumer') return moduleFile('functions/consumer/handler.ts');
  if (name === RECONCILE) return moduleFile('functions/reconcile/handler.ts');
  if (Object.hasOwn(ownProviders, name)) return `${OWN_RECEIVER}${name}`;
  return moduleFile(`functions/webhooks/${config.generic?.[name]?.scheme ?? name}/handler.ts`);
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
