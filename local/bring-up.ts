import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LOCAL_KEYS } from './bunce/server.ts';
import { bundleAll } from './bundle-all.ts';
import { type Bundler, bundlerOf } from './bundler.ts';
import { defineAll } from './catalogue.ts';
import { type Closing, together } from './closing.ts';
import { type Servers, startServers, type Starting } from './servers.ts';
import type { World } from './stores.ts';
import { templateOf } from './template-of.ts';

interface Surrounding extends Starting {
  /** A cloud assembly made before. */
  readonly assembly?: string;
  readonly name?: string;
  readonly signal?: AbortSignal;
}

/** What functions run in. */
export interface Surroundings {
  readonly servers: Servers;
  readonly world: World;
  readonly bundler: Bundler;
  /** Function → folder of its code, where the template's own has none. */
  readonly code: ReadonlyMap<string, string>;
  readonly catalogueFile: string;
  /** Of this run alone; gone with it. */
  readonly directory: string;
}

/** Starts the servers, reads the template and bundles side by side; where one fails the template is not waited for. */
export async function bringUp(options: Surrounding, closing: Closing): Promise<Surroundings> {
  const directory = await mkdtemp(join(tmpdir(), 'bunce-sync-'));
  closing.add(async () => rm(directory, { recursive: true, force: true }));
  const bundler = bundlerOf({ project: options.project, directory });
  const failing = new AbortController();
  const orStop = (error: unknown): never => {
    failing.abort();
    throw error;
  };
  const signal = AbortSignal.any([failing.signal, options.signal ?? failing.signal]);
  const [servers, code, template] = await together([
    startServers(options, closing).catch(orStop),
    bundleAll(options, { bundler, directory: join(directory, 'code'), signal }).catch(orStop),
    templateOf(options, { directory: join(directory, 'assembly'), signal }),
  ]);
  const world: World = { template, known: new Map() };
  const catalogue = await defineAll({ baseUrl: servers.bunce.url, key: LOCAL_KEYS.test }, options.project.config);
  // What it was told so far is only what the catalogue needed.
  if (!options.kept) await fetch(`${servers.bunce.control}/reset`, { method: 'POST' });
  const catalogueFile = join(directory, 'catalogue.json');
  await writeFile(catalogueFile, JSON.stringify(catalogue));
  return { servers, world, bundler, code, catalogueFile, directory };
}
