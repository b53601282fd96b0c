import * as z from 'zod/mini';

import { duration } from '../runtime/duration.ts';
import type { DeliverySettings } from './delivery-settings.ts';

/** Provider → how often it is compared. The ledger, which it is compared with, keeps 30 days. */
export const ReconcileSchema = z.record(z.string(), duration({ example: '1d', least: '1h', most: '29d', was: 'hours' }));

const [HOUR, DAY] = [3600, 86_400];

/** Seconds after which a webhook that is to come has come, and what it told is settled: an event may wait for its person on purpose. */
export const settledAfter = ({ waitForSibling }: Pick<DeliverySettings, 'waitForSibling'>): number => waitForSibling + 2 * HOUR;

/** Of a stage. */
export interface Comparisons {
  /** Seconds between two of one provider. */
  readonly every: number;
  readonly delivery: Pick<DeliverySettings, 'waitForSibling'>;
}

/** Seconds: all that happened is looked at twice, should one run fail, and no longer back than the ledger goes. */
export const lookedBack = ({ every, delivery }: Comparisons): number => Math.min(2 * every + settledAfter(delivery), 29.5 * DAY);
