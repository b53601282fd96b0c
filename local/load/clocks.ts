import type { DeliverySettings } from '../../shared/config/delivery-settings.ts';

/** The settings in which a run differs from a deployed stack: clocks, and nothing else. Seconds. */
export interface Clocks {
  readonly delivery: Partial<DeliverySettings>;
  /** Of the queue. */
  readonly visibility: number;
  /** Of one invocation of the consumer. */
  readonly timeout: number;
  /** Of the Bunce simulator; `requests` null is no limit. */
  readonly limit: { readonly requests: number | null; readonly windowSeconds: number; readonly lockOutSeconds: number };
  /** How long a wrong key or an outage lasts. */
  readonly period: number;
}

/** A minute of Bunce's limit becomes a second; SQS counts in whole seconds, so nothing is below one. */
export const COMPRESSED: Clocks = {
  delivery: {
    backoffFloor: 1,
    backoffCeiling: 4,
    backoffLastCeiling: 8,
    busyFloor: 0.5,
    busyCeiling: 4,
    waitForSibling: 60,
    callsPerMinute: 480 * 60,
    callDeadline: 3,
    callReserve: 4,
    gateClosed: 1,
    lockOut: 1,
  },
  visibility: 11,
  timeout: 10,
  limit: { requests: 500, windowSeconds: 1, lockOutSeconds: 1 },
  period: 3,
};

/** For a run of a few hundred webhooks: as short as a busy machine bears. */
export const SHORT: Clocks = {
  ...COMPRESSED,
  delivery: { ...COMPRESSED.delivery, backoffCeiling: 2, waitForSibling: 30, callDeadline: 3, callReserve: 3.5 },
  visibility: 8,
  timeout: 7,
  period: 2,
};

/** As deployed. */
export const REAL: Clocks = {
  delivery: {},
  visibility: 360,
  timeout: 60,
  limit: { requests: 500, windowSeconds: 60, lockOutSeconds: 60 },
  period: 60,
};

export function describeClocks({ delivery, visibility, timeout, limit, period }: Clocks): string {
  const delivered = Object.entries(delivery).map(([name, value]) => `${name} ${value}`);
  const limited = limit.requests === null ? 'no limit' : `limit ${limit.requests} calls in ${limit.windowSeconds} s`;
  return [
    `clocks: visibility ${visibility} s, invocation ${timeout} s, ${limited}, lock-out ${limit.lockOutSeconds} s, wrong key or outage ${period} s`,
    `consumer: ${delivered.join(', ') || 'as deployed'}`,
  ].join('\n');
}
