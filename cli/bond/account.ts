import { setTimeout as sleep } from 'node:timers/promises';

import { bond } from '../../functions/webhooks/bond/provider.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import { LOCAL_BOND_KEYS } from '../../local/bond/server.ts';
import type { BondAccount } from '../../shared/bond/ask.ts';
import { BondError } from '../../shared/bond/bond-error.ts';
import { type BondClient, bondClient } from '../../shared/bond/client.ts';
import type { Retry } from '../../shared/bond/retry.ts';
import { command } from '../../shared/runtime/command.ts';
import { Failure } from '../failure.ts';
import { safeUrl } from '../safe-url.ts';
import { flagsOf, isTold, type StackOptions } from '../stack-options.ts';
import { type Stack, withStack } from '../stack.ts';
import { localTarget } from '../target.ts';
import { UsageError } from '../usage.ts';

export interface BondOptions extends StackOptions {
  readonly provider: string;
  readonly json?: boolean;
}

/** One account of Bond, and where it is. */
export interface Bond {
  readonly client: BondClient;
  readonly where: string;
}

/** Works with the account that the options name, and says on standard error which one that is. What Bond refuses is told in words. */
export async function withBond(options: BondOptions, work: (bond: Bond) => Promise<void>): Promise<void> {
  const account = await accountOf(options);
  const where = `Bond at ${account.baseUrl}`;
  process.stderr.write(`${where}\n`);
  await inWords(async () => work({ client: bondClient(account, { sleep, onRetry: sayRetry }), where }));
}

/** A broken rule is a wrong call, exit 2; anything else the world's, exit 1. */
export async function inWords<Result>(work: () => Result): Promise<Awaited<Result>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BondError)) throw error;
    throw error.kind === 'unsent' ? new UsageError(error.message) : new Failure(error.message);
  }
}

const sayRetry = ({ error, wait }: Retry): void => void process.stderr.write(`${error.message}; once more in ${wait / 1000} s\n`);

async function accountOf(options: BondOptions): Promise<BondAccount> {
  const { provider } = options;
  const project = options.project();
  if (providersOf(project)[provider]?.lookup !== bond.lookup)
    throw new UsageError(`no account of Bond is called "${provider}" in the config`);
  const local = isTold(options) ? undefined : await localTarget(project);
  if (!local) return withStack(options, async (stack) => deployedAccount(stack, options));
  process.stderr.write(`${local.where}\n`);
  return { baseUrl: String(local.settings?.['bond']?.['baseUrl']), ...LOCAL_BOND_KEYS };
}

async function deployedAccount(stack: Stack, { provider, ...options }: BondOptions): Promise<BondAccount> {
  if (!Object.hasOwn(stack.settings.providers, provider))
    throw new Failure(`this stage has no provider ${provider}: name it under providers in bunce-sync.config.ts and deploy`);
  const { baseUrl } = stack.settingsOf(provider);
  if (typeof baseUrl !== 'string' || baseUrl === '') throw new Failure(`providers.${provider}.baseUrl is not set in bunce-sync.config.ts`);
  const fix = command(`secrets set ${provider}${flagsOf(options)}`);
  const { credentials } = await stack.secretOf(provider).catch((error: unknown) => {
    throw error instanceof TypeError ? new Failure(`the secret of ${provider} cannot be read: set it with "${fix}"`) : error;
  });
  const { identity, authorization } = credentials;
  if (!identity || !authorization)
    throw new Failure(`the secret of ${provider} lacks "identity" or "authorization": set them with "${fix}"`);
  return { baseUrl: safeUrl(baseUrl), identity, authorization };
}
