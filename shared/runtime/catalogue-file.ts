import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Catalogue } from '../bunce/catalogue.ts';

/** Committed beside the config and bundled into the consumer. */
export const CATALOGUE_FILE = fileURLToPath(new URL('../../bunce.catalogue.json', import.meta.url));

export type Held =
  | { readonly kind: 'held'; readonly catalogue: Catalogue }
  /** Not there, or not in the form that `setup` writes. */
  | { readonly kind: 'none' | 'unreadable' };

export function readCatalogueFile(file: string | URL = CATALOGUE_FILE): Held {
  const text = textOf(file);
  if (text === undefined) return { kind: 'none' };
  try {
    return { kind: 'held', catalogue: Catalogue.parse(JSON.parse(text)) };
  } catch {
    return { kind: 'unreadable' };
  }
}

function textOf(file: string | URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
