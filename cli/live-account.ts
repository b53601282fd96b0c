import { isLiveHost } from '../shared/bunce/hosts.ts';
import { Failure } from './failure.ts';
import { confirm, interactive } from './prompt.ts';
import { UsageError } from './usage.ts';

export interface Account {
  readonly baseUrl: string;
  readonly key: string;
}

interface Agreeing {
  /** In words, behind "Really". */
  readonly what: string;
  /** What was done where the answer is no. */
  readonly otherwise: string;
  /** Beside `--yes`, for where nobody can answer. */
  readonly instead?: string;
}

/** A key that says that it is live is believed, whatever the host. */
const isLive = ({ baseUrl, key }: Account): boolean => isLiveHost(baseUrl) || key.startsWith('sk_live_');

/** Asks before a live account changes. Throws where the answer is no, or nobody can answer. */
export async function agreeToLive(account: Account, { what, otherwise, instead = '' }: Agreeing): Promise<void> {
  if (!isLive(account)) return;
  if (!interactive()) throw new UsageError(`to ${what} asks first: give --yes where nobody can answer${instead}`);
  if (!(await confirm(`Really ${what}?`))) throw new Failure(otherwise);
}
