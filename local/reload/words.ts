import { relative } from 'node:path';

import type { Project } from '../../shared/config/project.ts';
import { LIBRARY } from '../../shared/runtime/library.ts';
import type { Changes } from '../live.ts';

export interface Reloaded {
  readonly files: readonly string[];
  readonly changes: Changes;
  readonly seconds: number;
}

/** Names that are said one by one. */
const FEW = 3;

/** The time, as the lines of webhooks have it. */
export const at = (text: string): string => `${new Date().toTimeString().slice(0, 8)} ${text}`;

/** Which files changed, and what came of it. */
export function inWords({ files, changes: { changed, opened, closed }, seconds }: Reloaded): string {
  const others = changed.filter((name) => !opened.includes(name));
  const parts = [
    ...(others.length > 0 ? [`${few(others, 'functions')} ${others.length === 1 ? 'runs' : 'run'} it now`] : []),
    ...(opened.length > 0 ? [`${few(opened, 'functions')} ${opened.length === 1 ? 'is' : 'are'} new`] : []),
    ...(closed.length > 0 ? [`gone: ${closed.join(', ')}`] : []),
  ];
  return at(`${few(files, 'files')} changed: ${parts.join('; ') || 'nothing that runs here is made of it'} (${seconds.toFixed(1)} s)`);
}

const few = (names: readonly string[], kind: string): string => (names.length > FEW ? `${names.length} ${kind}` : names.join(', '));

/** From the project's folder, or from the library's. */
export function shortened(file: string, { root }: Pick<Project, 'root'>): string {
  const own = relative(root, file);
  return own.startsWith('..') ? relative(LIBRARY, file) : own;
}
