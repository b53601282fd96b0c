import { existsSync, readFileSync } from 'node:fs';

import { Catalogue } from '../shared/bunce/catalogue.ts';
import { differences, stopsDelivery } from '../shared/bunce/differences.ts';
import { wantsOf } from '../shared/bunce/wanted.ts';
import { ConfigError, type Settled } from '../shared/runtime/config.ts';

const COMMITTED = new URL('../bunce.catalogue.json', import.meta.url);

/** Throws a ConfigError for every binding that the Bunce account of this stage, as `setup` last read it, could not take. */
export function checkBindings(config: Settled, file = COMMITTED): void {
  if (!existsSync(file)) return;
  const catalogue = Catalogue.parse(JSON.parse(readFileSync(file, 'utf8')));
  // Of another account: its ids would be wrong as well, and deploy refuses it.
  if (catalogue.baseUrl !== config.bunce.baseUrl) return;
  const mistakes = differences(wantsOf(config), catalogue).filter(stopsDelivery);
  if (mistakes.length > 0) {
    throw new ConfigError([
      ...mistakes.map(({ place, text }) => `${place}: ${text}`),
      'npm run cli -- setup --create defines what is missing; setup alone reads the account again',
    ]);
  }
}
