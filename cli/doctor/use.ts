import { SECRET_TTL } from '../../shared/runtime/secrets.ts';
import { type Counts, DAY, DAYS, hoursOf, timeText } from './counts.ts';
import type { Finding } from './finding.ts';
import { command } from '../../shared/runtime/command.ts';

/** A provider's secret, and what was verified with it. */
export interface Used {
  readonly provider: string;
  /** Repeated in what helps. */
  readonly flags: string;
  /** Milliseconds. Before it was set last, the places in it meant other secrets. */
  readonly setAt: number;
  readonly now: number;
  readonly counts: Pick<Counts, 'trusted' | 'verified'>;
}

type Remark = Omit<Finding, 'check'>;

/** When the one secret verified a webhook last. */
export function useOfOne(used: Used): Remark {
  const last = currentUses(used).at(-1);
  if (last !== undefined) return { state: 'green', text: `last verified a webhook ${timeText(last)}` };
  const fix = `${command(`connect ${used.provider}${used.flags}`)} says how to test it`;
  return { state: 'note', text: `it verified no webhook ${since(used)}`, fix };
}

/** Whether the previous secret is needed still. Only a day without it, while the current one was in use, says that it is not. */
export function useOfBoth(used: Used): Remark {
  const [current, last] = [currentUses(used), previousUses(used).at(-1)];
  const lately = current.at(-1);
  const text = lately === undefined ? `the current one verified no webhook ${since(used)}` : `last verified a webhook ${timeText(lately)}`;
  const yesterday = used.now - DAY;
  if (last !== undefined && last > yesterday) {
    return { state: 'green', text: `${text}; the previous one is still used (${timeText(last)}): do not remove it` };
  }
  const idle = `${text}; the previous one was ${last === undefined ? `not used ${since(used)}` : `last used ${timeText(last)}`}`;
  const replaced = current.some((time) => time >= used.setAt + SECRET_TTL && time < yesterday) && Number(lately) >= (last ?? 0);
  if (!replaced) return { state: 'green', text: `${idle}: too early to remove it` };
  const fix = `${command(`secrets set ${used.provider}${used.flags}`)} (with the current one again)`;
  return { state: 'note', text: `${idle}: it may be removed`, fix };
}

/** The hours in which the previous one was used, in order. */
const previousUses = ({ provider, setAt, counts: { verified } }: Used): readonly number[] =>
  hoursOf(`${provider} previous`, verified)
    .filter(({ until }) => until > setAt)
    .map(({ from }) => from);

/** The hours in which more was verified than the previous one did, in order. */
function currentUses({ provider, setAt, counts: { trusted, verified } }: Used): readonly number[] {
  const previous = new Map(hoursOf(`${provider} previous`, verified).map(({ from, count }) => [from, count]));
  return hoursOf(provider, trusted)
    .filter(({ from, until, count }) => until > setAt && count > (previous.get(from) ?? 0))
    .map(({ from }) => from);
}

/** CloudWatch is not asked about longer ago. */
const since = ({ setAt, now }: Used): string => (setAt > now - DAYS * DAY ? `since it was set, ${timeText(setAt)}` : `in ${DAYS} days`);
