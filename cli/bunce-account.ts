import { type Settled, stageOf } from '../shared/config/config.ts';
import type { InProject } from './project.ts';
import { safeUrl } from './safe-url.ts';
import { UsageError } from './usage.ts';
import { askSecretly, interactive } from './prompt.ts';

export interface AccountOptions extends InProject {
  readonly stage: string;
  readonly baseUrl?: string;
}

export const settledOf = ({ project, stage }: AccountOptions): Settled => stageOf(project().config, stage);

/** The account's URL: as told, else the stage's. */
export function baseUrlOf(options: AccountOptions): string {
  return safeUrl(options.baseUrl ?? settledOf(options).bunce.baseUrl);
}

/** The key of the account, never from the command line, where other users of the machine would see it. */
export async function bunceKey(baseUrl: string): Promise<string> {
  const key = process.env['BUNCE_KEY'] || (interactive() ? await askSecretly(`Key of the Bunce account at ${baseUrl}: `) : '');
  if (key === '') throw new UsageError('set BUNCE_KEY to a key of the Bunce account (app.bunce.so/settings/api-webhooks)');
  return key;
}
