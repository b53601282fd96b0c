import { type FSWatcher, watch } from 'node:fs';
import { basename, join } from 'node:path';

import { realPath } from '../inputs.ts';

export interface Watcher {
  /** Looks at these folders from now on, and at no others. */
  look(folders: Iterable<string>): void;
  close(): void;
}

/** Milliseconds in which what an editor does to a file counts as one change. */
const SETTLE = 60;

/** What editors leave beside a file while they save it. */
const TEMPORARY = /^\.|~$|^#|\.(sw.|tmp|bak)$|^4913$/;

/** Tells which files changed, came or went. Folders are looked at one by one: below them may be a whole node_modules. */
export function startWatcher(onChange: (files: ReadonlySet<string>) => void): Watcher {
  const watching = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const files = changed;
    changed = new Set();
    onChange(files);
  };
  const note = (file: string): void => {
    if (TEMPORARY.test(basename(file))) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE);
  };
  const start = (folder: string): void => {
    try {
      const watcher = watch(folder, (_, name) => note(join(folder, name ?? '')));
      // A folder that goes away is no longer looked at.
      watcher.on('error', () => watcher.close());
      watching.set(folder, watcher);
    } catch {
      // There is none yet.
    }
  };
  const close = (folder: string): void => {
    watching.get(folder)?.close();
    watching.delete(folder);
  };
  return {
    look(folders) {
      const wanted = new Set([...folders].map(realPath));
      for (const folder of watching.keys()) if (!wanted.has(folder)) close(folder);
      for (const folder of wanted) if (!watching.has(folder)) start(folder);
    },
    close() {
      clearTimeout(timer);
      for (const folder of watching.keys()) close(folder);
    },
  };
}
