import { AccountError } from './account-error.ts';
import { bunceClient, type BunceClient, isWorthAgain } from '../client.ts';
import { explained } from './explained.ts';
import { judge } from '../status.ts';
import type { Call } from '../wire.ts';

/** An account of Bunce, by one key. */
export interface Account {
  /** As the client's. */
  readonly baseUrl: string;
  readonly client: Pick<BunceClient, 'send'>;
}

/** Whether the key is valid, as cheaply as Bunce's own CLI asks. Throws an AccountError when it is not. */
export async function checkKey(account: Account): Promise<void> {
  await asked(account, { name: 'list customers', method: 'GET', path: '/customers?per_page=1' });
}

/** The body of Bunce's answer. Throws an AccountError for anything but success. */
export async function asked({ client, baseUrl }: Account, call: Call): Promise<unknown> {
  const answer = await client.send(call);
  const judgement = judge(isWorthAgain(call, answer) ? await client.send(call) : answer);
  if (judgement.kind === 'ok') return judgement.body;
  throw new AccountError(explained(judgement, { what: call.name, baseUrl }));
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
