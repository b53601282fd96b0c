import { SECRET_TTL } from '../../shared/runtime/secrets.ts';
import { type Count, DAYS, timeText } from './counts.ts';
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
  readonly verified: readonly Count[];
}

type Remark = Omit<Finding, 'check'>;

/** When the one secret verified a webhook last. */
export function useOfOne(used: Used): Remark {
  const last = usesOf('current', used).at(-1);
  if (last !== undefined) return { state: 'green', text: `last verified a webhook ${timeText(last)}` };
  const fix = `${command(`connect ${used.provider}${used.flags}`)} says how to test it`;
  return { state: 'note', text: `it verified no webhook ${since(used)}`, fix };
}

const DAY = 24 * 3_600_000;

/** Whether the previous secret is needed still. Only a day without it, while the current one was in use, says that it is not. */
export function useOfBoth(used: Used): Remark {
  const [current, last] = [usesOf('current', used), usesOf('previous', used).at(-1)];
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

/** The hours in which it was used, in order. */
const usesOf = (place: 'current' | 'previous', { provider, setAt, verified }: Used): readonly number[] =>
  verified
    .filter(({ label, until }) => label === `${provider} ${place}` && until > setAt)
    .map(({ from }) => from)
    .toSorted((a, b) => a - b);

/** CloudWatch is not asked about longer ago. */
const since = ({ setAt, now }: Used): string => (setAt > now - DAYS * DAY ? `since it was set, ${timeText(setAt)}` : `in ${DAYS} days`);
