import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Catalogue } from '../bunce/catalogue.ts';

/** Where `setup` writes the catalogue of a stage: committed beside the config and bundled into the consumer of that stage. */
export const catalogueFile = (stage: string): string =>
  fileURLToPath(new URL(`../../bunce.catalogue${stage === 'default' ? '' : `.${stage}`}.json`, import.meta.url));

/** Where a stage's catalogue is read from: a stage without one of its own may share the account of the default. */
export const catalogueOf = (stage: string): string => [catalogueFile(stage)].find(existsSync) ?? catalogueFile('default');

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
