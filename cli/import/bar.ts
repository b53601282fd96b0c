import { SingleBar } from 'cli-progress';

/** Rows that have ended: a bar on a terminal, with the rate and, where it is known how many there are, the time that is left; else a line every two seconds. */
export function importBar(begun: number) {
  const began = Date.now();
  let total: number | undefined;
  let bar: SingleBar | undefined;
  const started = (): SingleBar => {
    const made = barOf(total);
    made.start(total ?? Number.MAX_SAFE_INTEGER, begun, { rate: 0 });
    return made;
  };
  return {
    /** A list may grow meanwhile. */
    expect(all: number): void {
      total = all;
      bar?.setTotal(all);
    },
    show(done: number): void {
      const minutes = (Date.now() - began) / 60_000;
      bar ??= started();
      bar.update(done, { rate: Math.round((done - begun) / Math.max(minutes, 1 / 600)) });
    },
    end: (): void => bar?.stop(),
  };
}

const barOf = (total: number | undefined): SingleBar =>
  new SingleBar({
    stream: process.stderr,
    format: formatOf(total),
    noTTYOutput: true,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    etaBuffer: 200,
  });

function formatOf(total: number | undefined): string {
  if (total === undefined) return 'importing {value}, {rate}/min';
  return process.stderr.isTTY
    ? 'importing [{bar}] {value}/{total}, {rate}/min, {eta_formatted} left'
    : 'importing {value}/{total}, {rate}/min, {eta_formatted} left';
}
