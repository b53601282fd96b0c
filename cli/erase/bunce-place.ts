import { bunce, type Bunce } from '../../shared/bunce/api/bunce.ts';
import { command } from '../../shared/runtime/command.ts';
import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { Failure } from '../failure.ts';
import { type Chosen, flagsOf } from '../stack-options.ts';
import type { ReachedStack } from '../stack.ts';
import type { Erasing } from './erasing.ts';

/** Works with the account of Bunce that the stack's consumer calls. */
export async function withBunce<Result>(
  { stack, options }: Pick<Erasing, 'stack' | 'options'>,
  work: (client: Bunce) => Promise<Result>,
): Promise<Result> {
  const { target, settings } = stack;
  const baseUrl = target.bunce?.baseUrl ?? settings.bunce.baseUrl;
  // A lease is held meanwhile.
  const client = bunce({ baseUrl, key: target.bunce ? LOCAL_KEYS.test : await keyOf(stack, options), retries: 1, timeout: 8, patience: 5 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function keyOf({ secretOf }: ReachedStack, chosen: Chosen): Promise<string> {
  const { secrets } = await secretOf('bunce').catch((error: unknown) => {
    throw error instanceof TypeError ? new Failure(unset(chosen)) : error;
  });
  if (!secrets[0]) throw new Failure(unset(chosen));
  return secrets[0];
}

const unset = (chosen: Chosen): string =>
  `the key of Bunce is not set in the stack: set it with "${command(`secrets set bunce${flagsOf(chosen)}`)}"`;
