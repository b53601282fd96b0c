import { progress } from '../progress.ts';
import type { Show } from './scan.ts';

/** A bar, and Ctrl-C ends the scan after the batch at hand; a second one ends the process. */
export const onTerminal =
  (label: string): Show =>
  (total) => ({ ...progress(label, total), interrupted: interruption() });

function interruption(): AbortSignal {
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    process.exitCode = 130;
    interrupt.abort();
  });
  return interrupt.signal;
}
