import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { makeWorkFolder, type Project, workFolder } from '../../shared/config/project.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { emptyReport, Report } from './report.ts';

const State = z.object({
  /** Of the page at which to go on; absent at the first. */
  cursor: z.optional(z.string()),
  /** Entries of the list before that page, and of that page that are done. */
  before: z.number(),
  done: z.number(),
  report: Report,
});
export type State = z.infer<typeof State>;

/** How far an import has come: in a file that only its owner reads, and that git ignores. It holds nobody's name or address. */
export interface Kept {
  readonly state: State;
  /** Whether an earlier run has begun it. */
  readonly isBegun: boolean;
  save(state: State): void;
  forget(): void;
}

/** `key`: what tells this list and its way to Bunce from others. */
export function keptImport(project: Pick<Project, 'root'>, { from, key }: { readonly from: string; readonly key: string }): Kept {
  const file = join(workFolder(project), `import-${from}-${fingerprint(key).slice(0, 8)}.json`);
  const state = read(file);
  return {
    state: state ?? { before: 0, done: 0, report: emptyReport() },
    isBegun: state !== undefined,
    save(news) {
      makeWorkFolder(project);
      writeFileSync(`${file}.new`, JSON.stringify(news), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    forget: () => rmSync(file, { force: true }),
  };
}

function read(file: string): State | undefined {
  try {
    return State.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
