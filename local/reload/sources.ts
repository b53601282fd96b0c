import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

import type { Project } from '../../shared/config/project.ts';
import { type Inputs, realPath } from '../inputs.ts';

/** Where something may change that runs: what the functions are made of, the config, and own providers, also those to come. */
export function sourceFolders({ root }: Pick<Project, 'root'>, inputs: Inputs): ReadonlySet<string> {
  const providers = join(root, 'providers');
  const own = existsSync(providers) ? readdirSync(providers).map((name) => join(providers, name)) : [];
  const files = [...inputs.values()].flatMap((each) => [...each]);
  return new Set([root, providers, ...own, ...files.map((file) => dirname(file))]);
}

export interface Touched {
  /** Of the bundles that are made of what changed. */
  readonly names: readonly string[];
  /** The files that count. */
  readonly files: readonly string[];
}

/** What a change of files touches; a file of an own provider counts even while nothing is made of it. */
export function touchedBy(
  changed: ReadonlySet<string>,
  { project, inputs }: { readonly project: Project; readonly inputs: Inputs },
): Touched {
  const made = new Set([...inputs.values()].flatMap((each) => [...each]));
  const own = `${realPath(join(project.root, 'providers'))}${sep}`;
  const counts = (file: string): boolean =>
    made.has(file) || file === realPath(project.configFile) || (file.startsWith(own) && isSource(file));
  const files = [...changed].filter(counts);
  return { files, names: [...inputs].flatMap(([name, of]) => (files.some((file) => of.has(file)) ? [name] : [])) };
}

/** A folder too: one that came may hold a whole provider. */
const isSource = (file: string): boolean =>
  (/\.m?[tj]s$/.test(file) && !file.includes('.test.')) || statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

/** Whether a file is the project's own; the config and its providers are, whatever else stands in its folder. */
export const isOf = ({ root, configFile }: Pick<Project, 'root' | 'configFile'>, file: string): boolean =>
  file === realPath(configFile) || file.startsWith(`${realPath(join(root, 'providers'))}${sep}`);
