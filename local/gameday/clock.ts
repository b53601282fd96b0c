/** The machine's clock, which can be put forward: what the metrics are recorded and the alarms read by. Milliseconds. */
export interface SettableClock {
  now(): number;
  forward(minutes: number): void;
}

export function settableClock(): SettableClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    forward: (minutes) => void (ahead += minutes * 60_000),
  };
}
