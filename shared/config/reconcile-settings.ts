import * as z from 'zod/mini';

import { duration } from '../runtime/duration.ts';
import type { DeliverySettings } from './delivery-settings.ts';

/** Provider → how often it is compared. Twice the longest, and what may be on its way, fits in what the ledger keeps. */
export const ReconcileSchema = z.record(z.string(), duration({ example: '1d', least: '1h', most: '14d', was: 'hours' }));

const [HOUR, DAY] = [3600, 86_400];

/** Seconds between two rings of the rule, whatever the intervals: none of them depends on another. */
export const RING = HOUR;

/** Seconds: of the 30 days of the ledger, with room for a run that begins late. */
const LEDGER = 29.5 * DAY;

/** Seconds after which a webhook that is to come has come, and what it told is settled: an event may wait for its person on purpose. */
export const settledAfter = ({ waitForSibling }: Pick<DeliverySettings, 'waitForSibling'>): number => waitForSibling + 2 * HOUR;

/** Of a stage. */
export interface Comparisons {
  /** Seconds between two of one provider. */
  readonly every: number;
  readonly delivery: Pick<DeliverySettings, 'waitForSibling'>;
}

/** Seconds: all that happened is looked at twice, should one run fail. Who is due at a ring may have been so since the one before. */
export const lookedBack = ({ every, delivery }: Comparisons): number => 2 * every + RING + settledAfter(delivery);

/** Seconds that `every` or `waitForSibling` is too long for the ledger; 0 where all fits. */
export const tooFarBack = (comparisons: Comparisons): number => Math.max(0, lookedBack(comparisons) - LEDGER);
