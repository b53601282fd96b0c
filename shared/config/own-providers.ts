import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import * as z from 'zod/mini';

import { NAME, RESERVED } from '../webhook/generic-source.ts';
import type { Provider } from '../webhook/provider.ts';
import { ConfigError } from './config-error.ts';
import { loadModule, moduleIn } from './load-module.ts';

/** A provider that a team has written for itself. */
export interface OwnProvider {
  /** Absolute; samples, known answer and README stand in it. */
  readonly folder: string;
  /** Exports the provider. */
  readonly file: string;
  readonly provider: Provider;
}

/** The folders of a project that hold a `provider.ts`, by name. Throws a ConfigError for what is none. */
export function ownProvidersIn(root: string): Readonly<Record<string, OwnProvider>> {
  const home = join(root, 'providers');
  const folders = existsSync(home) ? readdirSync(home).map((name) => join(home, name)) : [];
  const found = folders.filter((folder) => moduleIn(folder, 'provider') !== undefined);
  const mistakes: string[] = [];
  const providers = found.flatMap((folder) => {
    try {
      return [[basename(folder), ownProvider(folder)] as const];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      mistakes.push(...error.mistakes);
      return [];
    }
  });
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return Object.fromEntries(providers);
}

/** What stands in one such folder. */
export function ownProvider(folder: string): OwnProvider {
  const name = basename(folder);
  const file = moduleIn(folder, 'provider');
  if (file === undefined) throw new ConfigError([`${folder}: there is no provider.ts`]);
  const { data } = Exporting.safeParse(loadModule(file));
  const mistake = mistakeIn(name, data?.provider);
  if (mistake !== undefined || !data) throw new ConfigError([`providers/${name}/${basename(file)}: ${mistake}`]);
  return { folder, file, provider: data.provider };
}

/** As far as one can tell; the contract suite judges the rest. */
const Exporting = z.object({
  provider: z.custom<Provider>((value) => Shape.safeParse(value).success),
});
const Shape = z.looseObject({ name: z.string(), signature: z.looseObject({}), events: z.looseObject({}), identify: z.function() });

function mistakeIn(folder: string, provider: Provider | undefined): string | undefined {
  if (!NAME.test(folder)) return `expected a folder name such as my-pay, got ${folder}`;
  if (RESERVED.includes(folder)) return `expected another name than ${RESERVED.join(', ')}`;
  if (!provider)
    return "expected a provider: export const provider: Provider = { name, signature, identify, events }, as 'bunce-sync/provider' has the type";
  return provider.name === folder ? undefined : `expected the name of its folder, ${folder}, got ${provider.name}`;
}
