import { LOCAL_KEYS } from '../local/bunce/server.ts';
import { command } from '../shared/runtime/command.ts';
import { Failure } from './failure.ts';
import { safeUrl } from './safe-url.ts';
import type { Account } from './live-account.ts';
import { type Chosen, flagsOf } from './stack-options.ts';
import type { ReachedStack } from './stack.ts';

/** The account of Bunce that the stack's consumer calls; the local run's simulator takes its own key. */
export async function bunceOf({ target, bunceUrl, secretOf }: ReachedStack, chosen: Chosen): Promise<Account> {
  if (target.local) return { baseUrl: bunceUrl, key: LOCAL_KEYS.test };
  const { secrets } = await secretOf('bunce').catch((error: unknown) => {
    throw error instanceof TypeError ? unset(chosen) : error;
  });
  if (!secrets[0]) throw unset(chosen);
  return { baseUrl: safeUrl(bunceUrl), key: secrets[0] };
}

const unset = (chosen: Chosen): Failure =>
  new Failure(`the key of Bunce is not set in the stack: set it with "${command(`secrets set bunce${flagsOf(chosen)}`)}"`);
