import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { makeWorkFolder, type Project } from '../../shared/config/project.ts';
import { Failure } from '../failure.ts';

/** What was changed: never whose data, never a secret. */
export interface Audited {
  readonly what: 'replay' | 'drop' | 'secret' | 'erase';
  /** Of messages, the name of the secret's provider, or our own id of a person. */
  readonly ids: readonly string[];
  /** It is about to be made, of what was asked for; a line without it tells the end. */
  readonly begun?: true;
  /** Why it ended early; then more may have been changed than is known. */
  readonly failed?: string;
}

export interface Audit {
  note(change: Audited): void;
  close(): void;
}

interface Auditing {
  readonly project: Pick<Project, 'root'>;
  readonly stack: string;
  readonly stage: string;
  /** ARN. */
  readonly caller: string;
  /** Whoever is told each line too. */
  tell(line: string): void;
}

/** Opens the file first. A note throws a Failure too where it cannot be written: what is noted as begun first is not done then. */
export function openAudit({ project, stack, stage, caller, tell }: Auditing): Audit {
  const file = orFail(() => opened(project));
  return {
    note({ what, ids, ...state }) {
      const time = new Date().toISOString();
      const line = JSON.stringify({ time, caller, stack, stage, what, count: ids.length, ids, ...state });
      orFail(() => writeSync(file, `${line}\n`));
      tell(line);
    },
    close: () => closeSync(file),
  };
}

function opened(project: Pick<Project, 'root'>): number {
  const file = openSync(join(makeWorkFolder(project), 'audit.jsonl'), 'a', 0o600);
  fchmodSync(file, 0o600);
  return file;
}

function orFail<Result>(write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw new Failure(
      `changes are noted in .bunce-sync/audit.jsonl, which cannot be written: ${error instanceof Error ? error.message : ''}`,
    );
  }
}
