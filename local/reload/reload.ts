import type { Project } from '../../shared/config/project.ts';
import { realPath } from '../inputs.ts';
import type { LocalRun } from '../local-run.ts';
import { lookLater } from './beyond.ts';
import { startBuilder, Unusable } from './builder.ts';
import { sourceFolders, touchedBy } from './sources.ts';
import { take } from './take.ts';
import { startWatcher } from './watch.ts';
import { at, shortened } from './words.ts';

export interface Reloading {
  readonly run: LocalRun;
  readonly project: Project;
  /** One line for each change: what runs it now, or why nothing does. */
  readonly tell: (line: string) => void;
}

export interface Reload {
  /** Resolves when what is under way is done. */
  stop(): Promise<void>;
}

/** Lets a run follow its sources: queue, table, secrets, simulators and gateway stay as they are. What cannot be used changes nothing. */
export function followSources({ run, project, tell }: Reloading): Reload {
  const builder = startBuilder();
  const later = lookLater(project, { run, tell });
  let pending: ReadonlySet<string> = new Set();
  // With the next save it is tried again.
  let broken: ReadonlySet<string> = new Set();
  let working = Promise.resolve();
  const touched = (files: ReadonlySet<string>) => touchedBy(files, { project, inputs: run.bundler.inputs() });
  const look = (): void => watcher.look(sourceFolders(project, run.bundler.inputs()));
  const work = async (): Promise<void> => {
    const changed = new Set([...broken, ...pending]);
    if (pending.size === 0) return;
    pending = new Set();
    try {
      await take(touched(changed), { run, project, builder, tell });
      broken = new Set();
      if (changed.has(realPath(project.configFile))) later.soon();
    } catch (error) {
      broken = changed;
      tell(at(unused(error, { files: [...touched(changed).files], project })));
    }
    look();
  };
  const watcher = startWatcher((files) => {
    if (broken.size === 0 && touched(files).files.length === 0) return look();
    pending = new Set([...pending, ...files]);
    later.never();
    working = working.then(work);
  });
  look();
  return {
    async stop() {
      watcher.close();
      later.never();
      pending = new Set();
      await working;
      builder.close();
    },
  };
}

function unused(error: unknown, { files, project }: { readonly files: readonly string[]; readonly project: Project }): string {
  const message = error instanceof Unusable ? error.message : String(error);
  const shown = files.map((file) => shortened(file, project)).join(', ');
  return `${shown} changed, and cannot be used: ${message.replaceAll(`${project.root}/`, '')}; what ran before goes on`;
}
