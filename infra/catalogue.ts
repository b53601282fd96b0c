import { basename } from 'node:path';

import type { Catalogue } from '../shared/bunce/catalogue.ts';
import { differences, stopsDelivery } from '../shared/bunce/account/differences.ts';
import { requirementsOf } from '../shared/bunce/account/requirements.ts';
import { catalogueOf, readCatalogueFile } from '../shared/config/catalogue-file.ts';
import type { Settled } from '../shared/config/config.ts';
import { ConfigError } from '../shared/config/config-error.ts';
import type { Project } from '../shared/config/project.ts';
import { command } from '../shared/runtime/command.ts';

/** Which catalogue a synthesis goes by. */
export interface Choice {
  /** None: the local run makes an account and a catalogue of its own. */
  readonly file?: string;
  /** Whether the stack may be deployed. */
  readonly forAws: boolean;
}

interface Staged {
  readonly project: Pick<Project, 'root'>;
  readonly stage: string;
}

/** What `-c catalogue=…` means; without it, the stage's own catalogue, read from the very account that the stage sends to. */
export function choiceOf(told: unknown, { project, stage }: Staged): Choice {
  switch (told) {
    case undefined:
      return { file: catalogueOf(project, stage), forAws: true };
    case 'simulator':
      return { file: catalogueOf(project, stage), forAws: false };
    case 'none':
      return { forAws: false };
    default:
      return { file: String(told), forAws: true };
  }
}

/** Throws a ConfigError for every binding that the Bunce account, as `setup` last read it, could not take, and for a catalogue of another account. */
export function checkBindings(config: Settled, { file, forAws }: Required<Choice>): void {
  const held = readCatalogueFile(file);
  if (held.kind !== 'held')
    throw new ConfigError([`events: there is no ${basename(file)} to check them against, or it cannot be read`], HINT);
  const unfit = differences(requirementsOf(config), held.catalogue).filter(stopsDelivery);
  const foreign = forAws ? otherAccount({ ...config, file, catalogue: held.catalogue }) : undefined;
  const mistakes = [...unfit.map(({ place, text }) => `${place}: ${text}`), ...(foreign === undefined ? [] : [foreign])];
  if (mistakes.length > 0) throw new ConfigError(mistakes, unfit.length > 0 ? HINT : undefined);
}

const HINT = `${command('setup --create')} defines what is missing; setup alone reads the account again`;

export interface Committed extends Pick<Settled, 'bunce' | 'stage'> {
  readonly file: string;
  readonly catalogue: Pick<Catalogue, 'baseUrl'>;
}

/** The ids of another account mean nothing to this one: what to do where a catalogue was read from another. */
export function otherAccount({ bunce, stage, file, catalogue }: Committed): string | undefined {
  if (catalogue.baseUrl === bunce.baseUrl) return undefined;
  const read = `${basename(file)} was read from ${catalogue.baseUrl}, stage ${stage} sends to ${bunce.baseUrl}`;
  return `bunce.baseUrl: ${read}: run "${command(`setup --stage ${stage}`)}" first`;
}
