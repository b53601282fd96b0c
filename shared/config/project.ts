import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import * as z from 'zod/mini';

import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import { loadModule, moduleIn } from './load-module.ts';
import { type OwnProvider, ownProvidersIn } from './own-providers.ts';
import { command } from '../runtime/command.ts';

/** A team's folder, and all that it says of how its webhooks are taken. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  /** Absolute; what bundles take the config from. */
  readonly configFile: string;
  readonly config: Config;
  /** By name, whether enabled or not. */
  readonly ownProviders: Readonly<Record<string, OwnProvider>>;
}

/** There is no config where one was looked for. */
export class NoProject extends Error {
  override readonly name = 'NoProject';

  constructor(where: string) {
    super(`there is no bunce-sync.config.ts in ${where}: give the project's folder with --project, or make one with "${command('init')}"`);
  }
}

const configIn = (folder: string): string | undefined => moduleIn(folder, 'bunce-sync.config');

/** The project of a folder, or of the nearest one above it. Throws as `loadProject`. */
export function findProject(from: string): Project {
  for (let folder = resolve(from); folder !== dirname(folder); folder = dirname(folder)) {
    if (configIn(folder) !== undefined) return loadProject(folder);
  }
  throw new NoProject(`${resolve(from)} or any folder above it`);
}

/** Throws a NoProject where the folder has no config, a ConfigError for what cannot be loaded; what the config says is checked by `stageOf`. */
export function loadProject(folder: string): Project {
  const root = resolve(folder);
  const configFile = configIn(root);
  if (configFile === undefined) throw new NoProject(root);
  const loaded = Exporting.safeParse(loadModule(configFile));
  if (!loaded.success) throw new ConfigError(['expected the config as default export: export default defineConfig({ … })']);
  return { root, configFile, config: loaded.data.default, ownProviders: ownProvidersIn(root) };
}

const Exporting = z.object({ default: z.custom<Config>((value) => typeof value === 'object' && value !== null) });

/** Where all goes that is written and is nobody's source: bundles, the local run's state and secrets. */
export const workFolder = ({ root }: Pick<Project, 'root'>): string => join(root, '.bunce-sync');

/** The same once it is there, and hidden from git. */
export function makeWorkFolder(project: Pick<Project, 'root'>): string {
  const folder = workFolder(project);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.gitignore'), '*\n');
  return folder;
}
