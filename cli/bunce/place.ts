import type { Command } from 'commander';

import { type Bunce, bunce } from '../../shared/bunce/api/bunce.ts';
import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { baseUrlOf, bunceKey } from '../bunce-account.ts';
import { type Account, agreeToLive } from '../live-account.ts';
import type { InProject } from '../project.ts';
import { localTarget } from '../target.ts';

export interface Options extends InProject {
  readonly stage?: string;
  readonly baseUrl?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

interface Place extends Account {
  readonly where: string;
}

/** A command of one of the groups below `bunce`. */
export const reading = (group: Command, { usage, description }: { readonly usage: string; readonly description: string }): Command =>
  group
    .command(usage)
    .description(description)
    .option(
      '--stage <name>',
      "the Bunce account of a stage of the config; default: the local run's simulator where it is up, else the config's",
    )
    .option('--base-url <url>', "Bunce's URL with its version, instead of the stage's")
    .option('--json', 'one line of JSON for each');

export const writing = (...of: Parameters<typeof reading>): Command =>
  reading(...of).option('--yes', 'do not ask before a live account is changed');

type Work = (client: Bunce) => Promise<void>;

/** Runs `work` with the account that is meant, after saying on standard error which it is. */
export const asking = async (options: Options, work: Work): Promise<void> => at(await placeOf(options), work);

async function at({ where, baseUrl, key }: Place, work: Work): Promise<void> {
  process.stderr.write(`${where}\n`);
  // Somebody looks on: who is shut out for a minute is told so.
  const client = bunce({ baseUrl, key, retries: 2, patience: 5 });
  try {
    await work(client);
  } finally {
    await client.close();
  }
}

/** The same, after asking where it is a live account that changes. */
export async function changing(options: Options & { readonly what: string }, work: Work): Promise<void> {
  const place = await placeOf(options);
  const what = `${options.what} in the live account at ${place.baseUrl}`;
  if (!options.yes) await agreeToLive(place, { what, otherwise: 'nothing was changed' });
  await at(place, work);
}

async function placeOf(options: Options): Promise<Place> {
  const run = options.stage === undefined && options.baseUrl === undefined ? await localTarget(options.project()) : undefined;
  if (run?.bunce) return { where: `Bunce's simulator of the ${run.where}`, baseUrl: run.bunce.baseUrl, key: LOCAL_KEYS.test };
  const baseUrl = baseUrlOf({ ...options, stage: options.stage ?? 'default' });
  return { where: `Bunce at ${baseUrl}`, baseUrl, key: await bunceKey(baseUrl) };
}
