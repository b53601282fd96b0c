import type { ReachedStack } from '../stack.ts';
import { UsageError } from '../usage.ts';

/** Bunce allows an address 500. */
const ALONE = 480;

/** Beside a consumer that shares the address. */
const BESIDE = 120;

/** Calls a minute: from another address than the consumer's all are its own, beside it a quarter at least is left to the consumer. Throws a UsageError for more than there are. */
export function paceOf(told: number | undefined, { target, settings }: Pick<ReachedStack, 'target' | 'settings'>): number {
  const most = target.local ? Math.max(1, Math.min(ALONE, Math.floor(settings.delivery.callsPerMinute * 0.75))) : ALONE;
  if (told !== undefined && told > most)
    throw new UsageError(`--calls-per-minute is ${most} at most: ${REASONS[most < ALONE ? 'beside' : 'alone']}`);
  return told ?? Math.min(most, target.local ? BESIDE : ALONE);
}

const REASONS = {
  alone: 'Bunce allows an address 500',
  beside: "the local run's consumer shares the address, and keeps a quarter of its own",
} as const;
