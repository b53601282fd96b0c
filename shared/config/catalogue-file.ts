import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Catalogue } from '../bunce/catalogue.ts';
import type { Project } from './project.ts';

/** Where `setup` writes the catalogue of a stage: committed beside the config and bundled into the consumer of that stage. */
export const catalogueFile = ({ root }: Pick<Project, 'root'>, stage: string): string =>
  join(root, `bunce.catalogue${stage === 'default' ? '' : `.${stage}`}.json`);

/** Where a stage's catalogue is read from: a stage without one of its own may share the account of the default. */
export const catalogueOf = (project: Pick<Project, 'root'>, stage: string): string =>
  [catalogueFile(project, stage)].find(existsSync) ?? catalogueFile(project, 'default');

export type Held =
  | { readonly kind: 'held'; readonly catalogue: Catalogue }
  /** Not there, or not in the form that `setup` writes. */
  | { readonly kind: 'none' | 'unreadable' };

export function readCatalogueFile(file: string): Held {
  const text = textOf(file);
  if (text === undefined) return { kind: 'none' };
  try {
    return { kind: 'held', catalogue: Catalogue.parse(JSON.parse(text)) };
  } catch {
    return { kind: 'unreadable' };
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
