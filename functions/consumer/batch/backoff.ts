export interface BackoffRule {
  /** How often the message was received, this time included. */
  readonly receiveCount: number;
  /** Seconds. */
  readonly floor: number;
  readonly ceiling: number;
  /** Seconds, from the receive on after which the message is to last. */
  readonly lastCeiling: number;
  random(): number;
}

/** SQS hands a message out 1000 times and keeps it for 14 days: from here on every pause, whatever it waits for, is one that makes the receives last longer than the days. */
export const SPARING = 200;

/** Seconds to stay away, by decorrelated jitter. SQS keeps no memory of the last pause, so the walk is made anew from its start. */
export function backoff({ receiveCount, floor, ceiling, lastCeiling, random }: BackoffRule): number {
  if (receiveCount > SPARING) return (lastCeiling * (1 + random())) / 2;
  let pause = floor;
  for (let step = 0; step < Math.min(receiveCount, 50); step += 1) pause = Math.min(ceiling, floor + random() * (pause * 3 - floor));
  return Math.max(floor, pause);
}

/** Seconds until somebody else may be done with the person: up to two and a half times the floor at first. */
export const busyPause = ({ receiveCount, floor, ceiling, random }: Omit<BackoffRule, 'lastCeiling'>): number =>
  Math.min(ceiling, floor * (1 + 1.5 * random()) * 1.3 ** Math.min(receiveCount - 1, 20));
