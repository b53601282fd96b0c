import { signal, type Signal } from '@preact/signals';

import type { View } from '../protocol.ts';

const versions = new Map<View, Signal<number>>();

/** Counts how often what a view shows has become old. */
export function versionOf(view: View): Signal<number> {
  const version = versions.get(view) ?? signal(0);
  versions.set(view, version);
  return version;
}

/** Least time between two requests for one list, in milliseconds. */
const GAP = 400;
const waiting = new Set<View>();

/** Lists to ask for again: soon, and once for many calls. */
export function makeStale(views: readonly View[]): void {
  for (const view of views) {
    if (waiting.has(view)) continue;
    waiting.add(view);
    setTimeout(() => {
      waiting.delete(view);
      versionOf(view).value += 1;
    }, GAP);
  }
}

/** All of them, at once. */
export function makeAllStale(): void {
  for (const version of versions.values()) version.value += 1;
}
