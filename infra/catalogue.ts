import { basename } from 'node:path';

import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import { differences, stopsDelivery } from '../shared/bunce/differences.ts';
import { wantsOf } from '../shared/bunce/wanted.ts';
import { catalogueOf, readCatalogueFile } from '../shared/runtime/catalogue-file.ts';
import { ConfigError, type Settled } from '../shared/runtime/config.ts';

/** Throws a ConfigError for every binding that the Bunce account, as `setup` last read it, could not take. */
export function checkBindings(config: Settled, file: string): void {
  const held = readCatalogueFile(file);
  const mistakes =
    held.kind === 'held'
      ? differences(wantsOf(config), held.catalogue)
          .filter(stopsDelivery)
          .map(({ place, text }) => `${place}: ${text}`)
      : [`events: there is no ${basename(file)} to check them against, or it cannot be read`];
  if (mistakes.length > 0) {
    throw new ConfigError([...mistakes, 'npm run cli -- setup --create defines what is missing; setup alone reads the account again']);
  }
}

/** The ids of another account mean nothing to this one: deploy refuses such a catalogue, synth only says so. */
export function warnOfOtherAccount(scope: Construct, { bunce, stage }: Pick<Settled, 'bunce' | 'stage'>): void {
  const file = catalogueOf(stage);
  const held = readCatalogueFile(file);
  if (held.kind !== 'held' || held.catalogue.baseUrl === bunce.baseUrl) return;
  const text = `${basename(file)} was read from ${held.catalogue.baseUrl}, this stage sends to ${bunce.baseUrl}: npm run cli -- setup --stage ${stage}`;
  Annotations.of(scope).addWarningV2('bunce-sync:catalogue', text);
}
