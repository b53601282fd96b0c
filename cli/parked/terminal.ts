import { interruption } from '../interruption.ts';
import { progress } from '../progress.ts';
import type { Show } from '../../shared/queue/scan.ts';

/** A bar, and Ctrl-C ends the scan after the batch at hand; a second one ends the process. */
export const onTerminal =
  (label: string): Show =>
  (total) => ({ ...progress(label, total), interrupted: interruption() });
