import * as z from 'zod/mini';

import { type Duration, seconds as inSeconds } from '../runtime/duration.ts';

/** How the consumer delivers. Durations in seconds; the config writes them with their unit. */
export interface DeliverySettings {
  /** Retries end this long after the first receive; at most 10 days. */
  readonly giveUpAfter: number;
  /** Of an event with a time of its own whose binding sets no `maxAge`: older ones are parked as too late. */
  readonly oldestEvent: number;
  /** The shortest pause after a failure; later ones are longer, by chance. */
  readonly backoffFloor: number;
  /** No pause of a message received fewer than 200 times is longer. */
  readonly backoffCeiling: number;
  /** Of every pause of a message received 200 times: half of it at least, so that the queue's 1000 receives outlast its 14 days. */
  readonly backoffLastCeiling: number;
  /** How soon one whose person is in somebody else's hands comes back; grows to the ceiling. */
  readonly busyFloor: number;
  /** No such pause is longer. */
  readonly busyCeiling: number;
  /** How long an id-only event waits for the event that names its person. */
  readonly waitForSibling: number;
  /** Calls per minute that Bunce allows, less a reserve; shared by all instances. */
  readonly callsPerMinute: number;
  /** A call that has not been answered by then is given up. */
  readonly callDeadline: number;
  /** No call starts with less than this left of the invocation. */
  readonly callReserve: number;
  /** A connection nobody used for so long is not used again. */
  readonly idleConnection: number;
  /** No calls for so long after a wrong key or URL, or when Bunce is down. */
  readonly gateClosed: number;
  /** How long Bunce shuts an address out after a 429 that does not say. */
  readonly lockOut: number;
}

const DAY = 86_400;
export const DELIVERY: DeliverySettings = {
  giveUpAfter: 3 * DAY,
  oldestEvent: 25 * DAY,
  backoffFloor: 30,
  backoffCeiling: 900,
  backoffLastCeiling: 3600,
  busyFloor: 2,
  busyCeiling: 40,
  waitForSibling: 3600,
  callsPerMinute: 480,
  callDeadline: 10,
  callReserve: 15,
  idleConnection: 4,
  gateClosed: 60,
  lockOut: 60,
};

const seconds = z.number().check(z.positive());
/** Some of the settings of delivery, checked. */
export const PartialDelivery = z.partial(
  z.strictObject({
    giveUpAfter: z.number().check(z.positive(), z.lte(10 * DAY)),
    oldestEvent: seconds,
    backoffFloor: seconds,
    backoffCeiling: seconds,
    backoffLastCeiling: seconds,
    busyFloor: seconds,
    busyCeiling: seconds,
    waitForSibling: seconds,
    callsPerMinute: z.number().check(z.positive()),
    callDeadline: seconds,
    callReserve: seconds,
    idleConnection: seconds,
    gateClosed: seconds,
    lockOut: seconds,
  }),
);

/** The same settings as the config has them. */
export type Delivery = { readonly [Key in keyof DeliverySettings]: Key extends 'callsPerMinute' ? number : Duration };

const short = z.optional(inSeconds({ example: '30s' }));
const long = z.optional(inSeconds({ example: '1h' }));
/** Some of the settings as the config has them, read into those of the consumer. */
export const DeliverySchema = z.strictObject({
  giveUpAfter: z.optional(inSeconds({ example: '3d', most: '10d' })),
  oldestEvent: z.optional(inSeconds({ example: '25d' })),
  backoffFloor: short,
  backoffCeiling: long,
  backoffLastCeiling: long,
  busyFloor: short,
  busyCeiling: short,
  waitForSibling: long,
  callsPerMinute: z.optional(z.number().check(z.positive())),
  callDeadline: short,
  callReserve: short,
  idleConnection: short,
  gateClosed: short,
  lockOut: short,
});
