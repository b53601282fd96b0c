import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import type { Catalogue } from '../shared/bunce/catalogue.ts';
import { readCatalogueFile } from '../shared/config/catalogue-file.ts';
import { Failure } from './failure.ts';
import { command } from '../shared/runtime/command.ts';

/** What `setup` wrote last. Throws a Failure when there is none. */
export function committedCatalogue(file: string): Catalogue {
  const held = readCatalogueFile(file);
  if (held.kind === 'held') return held.catalogue;
  const trouble = held.kind === 'none' ? 'there is no' : 'this is not what setup writes:';
  throw new Failure(`${trouble} ${basename(file)}; run "${command('setup')}"`);
}

/** The same account gives the same bytes. */
export function writeCatalogue(file: string, catalogue: Catalogue): void {
  writeFileSync(file, `${JSON.stringify(catalogue, null, 2)}\n`);
}
