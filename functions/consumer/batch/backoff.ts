export interface BackoffRule {
  /** How often the message was received, this time included. */
  readonly receiveCount: number;
  /** Seconds. */
  readonly floor: number;
  readonly ceiling: number;
  random(): number;
}

/** Seconds to stay away, by decorrelated jitter. SQS keeps no memory of the last pause, so the walk is made anew from its start. */
export function backoff({ receiveCount, floor, ceiling, random }: BackoffRule): number {
  let pause = floor;
  for (let step = 0; step < Math.min(receiveCount, 50); step += 1) pause = Math.min(ceiling, floor + random() * (pause * 3 - floor));
  return Math.max(floor, pause);
}

/** Seconds until somebody else is done with the person: 2 to 5 at first, at most 40. */
export const busyPause = (receiveCount: number, random: () => number): number =>
  Math.min(40, (2 + 3 * random()) * 1.3 ** Math.min(receiveCount - 1, 12));
