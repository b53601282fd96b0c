import { readFileSync } from 'node:fs';

/** The process that started this one; past a shell that only passes on what npm runs. */
function parents(): readonly number[] {
  const { ppid } = process;
  try {
    const isShell = /^\S*sh\0-c\0/.test(readFileSync(`/proc/${ppid}/cmdline`, 'utf8'));
    const above = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${ppid}/status`, 'utf8'))?.[1]);
    return isShell ? [ppid, above] : [ppid];
  } catch {
    // Elsewhere than on Linux nobody tells.
    return [ppid];
  }
}

/** Milliseconds. */
const LOOK = 1000;

/** Tells when the process that started this one has gone, and would leave it behind with its ports. */
export function whenOrphaned(tell: () => void): void {
  const [parent, shell] = parents();
  const isAlone = (): boolean => {
    const [now, above] = parents();
    return now !== parent || (shell !== undefined && above !== shell);
  };
  const look = setInterval(() => {
    if (!isAlone()) return;
    clearInterval(look);
    tell();
  }, LOOK);
  look.unref();
}
