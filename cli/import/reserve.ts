import { rmSync, writeFileSync } from 'node:fs';

/** Milliseconds for which a word counts; it is said again long before. */
const SAID = 60_000;

/** Takes calls off the consumer that has our address, as long as the process lives; what is given back ends it at once. */
export function reserve(file: string | undefined, callsPerMinute: number): () => void {
  if (file === undefined) return () => {};
  const say = (): void => writeFileSync(file, JSON.stringify({ callsPerMinute, until: Date.now() + SAID }));
  say();
  const timer = setInterval(() => {
    try {
      say();
    } catch {
      // The run that would read it has gone: nobody shares the address any more.
      clearInterval(timer);
    }
  }, SAID / 4).unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}
