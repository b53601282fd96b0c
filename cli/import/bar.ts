import { SingleBar } from 'cli-progress';

/** Rows that have ended: a bar on a terminal, with the rate and the time that is left; else a line every two seconds. */
export function importBar(total: number | undefined) {
  const bar = new SingleBar({
    stream: process.stderr,
    format: formatOf(total),
    noTTYOutput: true,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    etaBuffer: 200,
  });
  let began: { readonly at: number; readonly done: number } | undefined;
  return {
    begin(done: number): void {
      began = { at: Date.now(), done };
      bar.start(total ?? Number.MAX_SAFE_INTEGER, done, { rate: 0 });
    },
    show(done: number): void {
      const minutes = (Date.now() - (began?.at ?? 0)) / 60_000;
      bar.update(done, { rate: Math.round((done - (began?.done ?? 0)) / Math.max(minutes, 1 / 600)) });
    },
    end: (): void => bar.stop(),
  };
}

function formatOf(total: number | undefined): string {
  if (total === undefined) return 'importing {value}, {rate}/min';
  return process.stderr.isTTY
    ? 'importing [{bar}] {value}/{total}, {rate}/min, {eta_formatted} left'
    : 'importing {value}/{total}, {rate}/min, {eta_formatted} left';
}
