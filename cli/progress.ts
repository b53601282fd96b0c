import { SingleBar } from 'cli-progress';

export interface Progress {
  add(count: number): void;
  end(): void;
}

/** Less than this is done before anybody looks. */
const WORTH_A_BAR = 50;

/** A bar on standard error; without a terminal a line with the counts every two seconds. */
export function progress(label: string, total: number): Progress {
  if (total < WORTH_A_BAR) return { add() {}, end() {} };
  const bar = new SingleBar({
    stream: process.stderr,
    format: process.stderr.isTTY ? `${label} [{bar}] {value}/{total}, {eta_formatted} left` : `${label} {value}/{total}`,
    noTTYOutput: true,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
  });
  bar.start(total, 0);
  return { add: (count) => bar.increment(count), end: () => bar.stop() };
}
