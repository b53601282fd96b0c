import { InvalidArgumentError } from 'commander';

import type { Reason } from '../../shared/queue/parked.ts';
import type { Taken } from '../../shared/queue/taken.ts';

/** Which parked messages a command is about; all where nothing is given. */
export interface Selection {
  readonly id?: string | undefined;
  readonly reason?: Reason;
  readonly provider?: string;
  /** Parked at this time or later. */
  readonly since?: Date;
}

export const isSelected = ({ parked, messageId }: Taken, { id, reason, provider, since }: Selection): boolean =>
  (id === undefined || parked.id === id || messageId === id) &&
  (reason === undefined || parked.reason === reason) &&
  (provider === undefined || parked.provider === provider) &&
  (since === undefined || Date.parse(parked.parkedAt) >= since.getTime());

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90m`, `6h`, `2d` before now, or a date. */
export function sinceOf(text: string): Date {
  const [, count, unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const date = new Date(count === undefined ? text : Date.now() - Number(count) * (UNITS[unit] ?? 0));
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('expected a date, or a time such as 90m, 6h or 2d.');
  return date;
}
