import { recordWebhooks } from '../../local/console/record.ts';
import type { OwnSecrets } from '../../local/own-secrets.ts';
import type { LocalRun, LocalRunOptions } from '../../local/local-run.ts';
import { startLocalRun } from '../../local/run.ts';
import { type LocalConsole, serveConsole } from './serve-console.ts';

export interface WatchedRunOptions extends LocalRunOptions {
  readonly ownSecrets: OwnSecrets;
}

export interface WatchedRun extends LocalRun, Pick<LocalConsole, 'sourcesChanged'> {}

/** The local run with the console at its gateway's root. */
export async function startWatchedRun(options: WatchedRunOptions): Promise<WatchedRun> {
  const { project, ownSecrets, onLine, onAnswer } = options;
  const recording = recordWebhooks(Date.now);
  const run = await startLocalRun({
    ...options,
    onWebhook: recording.onWebhook,
    onBatch: recording.onBatch,
    onCall: recording.onCall,
    onLine(line) {
      recording.onLine(line);
      onLine?.(line);
    },
    onAnswer(answered) {
      recording.onAnswer(answered);
      onAnswer?.(answered);
    },
  });
  const { sourcesChanged, close } = await serveConsole({ project, run, ownSecrets, recording });
  const { stop } = run;
  // Not a copy: what may change of a run is asked of it anew.
  return Object.assign(run, {
    sourcesChanged,
    async stop() {
      close();
      await stop();
    },
  });
}
