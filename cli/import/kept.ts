import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { workFolder } from '../../shared/config/project.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import type { Account } from '../live-account.ts';
import type { ReachedStack } from '../stack.ts';
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

/** Where it is kept, and what tells this list and its way to Bunce from others. */
export interface Keeping {
  readonly folder: string;
  readonly key: string;
}

interface Way extends Pick<ReachedStack, 'target' | 'project' | 'settings' | 'bunceUrl'> {
  readonly account: Account;
}

/** Beside what the local run holds, whose ports are others each time; for AWS of the very account, stack and key. */
export function keepingOf(list: string, { target, project, settings, bunceUrl, account }: Way): Keeping {
  const { QueueUrl, TableName } = target.outputs;
  const way = [bunceUrl, settings.bunce.account, fingerprint(account.key), settings.stage, QueueUrl, TableName];
  return { folder: target.imports ?? workFolder(project), key: JSON.stringify([list, target.local ? 'local' : way]) };
}

export function keptImport({ folder, key }: Keeping, from: string): Kept {
  const file = join(folder, `import-${from}-${fingerprint(key).slice(0, 8)}.json`);
  const state = read(file);
  return {
    state: state ?? { before: 0, done: 0, report: emptyReport() },
    isBegun: state !== undefined,
    save(news) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
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
