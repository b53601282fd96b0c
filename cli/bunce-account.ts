import config from '../bunce-sync.config.ts';
import type { Account } from '../shared/bunce/account.ts';
import { bunceClient } from '../shared/bunce/client.ts';
import { type Settled, stageOf } from '../shared/runtime/config.ts';
import { UsageError } from './arguments.ts';
import { askSecretly, interactive } from './prompt.ts';

export interface AccountOptions {
  readonly stage: string;
  readonly baseUrl?: string;
}

export const settledOf = (stage: string): Settled => stageOf(config, stage);

/** The account's URL: as told, else the stage's. */
export function baseUrlOf({ stage, baseUrl }: AccountOptions): string {
  const url = baseUrl ?? settledOf(stage).bunce.baseUrl;
  if (!URL.canParse(url)) throw new UsageError(`--base-url takes a URL with its version, got "${url}"`);
  return url.replace(/\/+$/, '');
}

/** The key of the account, never from the command line, where other users of the machine would see it. */
export async function bunceKey(baseUrl: string): Promise<string> {
  const key = process.env['BUNCE_KEY'] || (interactive() ? await askSecretly(`Key of the Bunce account at ${baseUrl}: `) : '');
  if (key === '') throw new UsageError('set BUNCE_KEY to a key of the Bunce account (app.bunce.so/settings/api-webhooks)');
  return key;
}

/** Seconds: nothing here is in a hurry, and a list of a thousand events may be slow. */
const DEADLINE = 20;

/** Runs `work` with an account and hangs up afterwards. */
export async function withAccount<Result>(
  { baseUrl, key }: { readonly baseUrl: string; readonly key: string },
  work: (account: Account) => Promise<Result>,
): Promise<Result> {
  const client = bunceClient({ baseUrl, deadline: DEADLINE, idle: 4, now: () => Date.now(), key: async () => key });
  try {
    return await work({ baseUrl, client });
  } finally {
    await client.close();
  }
}
