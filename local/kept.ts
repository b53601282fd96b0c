import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { makeWorkFolder, type Project, workFolder } from '../shared/config/project.ts';

/** Where a run keeps what the next one goes on with. */
export interface Kept {
  /** Folders of the queue server and of the table server. */
  readonly queues: string;
  readonly tables: string;
  /** A file of Bunce's simulator. */
  readonly bunce: string;
}

/** Another run keeps its state there. */
export class KeptInUse extends Error {
  override readonly name = 'KeptInUse';

  constructor(pid: number) {
    super(`another run of this project (process ${pid}) keeps its state: stop it, or start this one without --keep`);
  }
}

const folderOf = (project: Pick<Project, 'root'>): string => join(workFolder(project), 'kept');
const ownerIn = (folder: string): string => join(folder, 'pid');

/** For this process alone, until it ends, and for its user alone. Throws a KeptInUse. */
export function keep(project: Pick<Project, 'root'>): Kept {
  process.umask(0o077);
  makeWorkFolder(project);
  const owner = keptBy(project);
  if (owner !== undefined) throw new KeptInUse(owner);
  const folder = folderOf(project);
  const [queues, tables] = [join(folder, 'queues'), join(folder, 'tables')];
  for (const each of [queues, tables]) mkdirSync(each, { recursive: true, mode: 0o700 });
  writeFileSync(ownerIn(folder), String(process.pid));
  return { queues, tables, bunce: join(folder, 'bunce.state') };
}

/** Whether a run has kept anything that is not forgotten. */
export const isKept = (project: Pick<Project, 'root'>): boolean => existsSync(folderOf(project));

/** The process whose state that is; undefined for one that has ended. */
export function keptBy(project: Pick<Project, 'root'>): number | undefined {
  try {
    const pid = Number(readFileSync(ownerIn(folderOf(project)), 'utf8'));
    return process.kill(pid, 0) && pid !== process.pid ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Takes away what a run kept that has ended; the number of its webhooks, or undefined where there was nothing. */
export function forget(project: Pick<Project, 'root'>): number | undefined {
  const folder = folderOf(project);
  const count = waitingIn(join(folder, 'queues'));
  rmSync(folder, { recursive: true, force: true });
  return count;
}

/** Lets go what the last run had in hand: nobody works on it any more. */
export function returnToQueue(queues: string): void {
  using(queues, (database) => database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL'));
}

/** Leaves what was deleted out of the file; it must be open nowhere else. */
export function rewriteQueues(queues: string): void {
  using(queues, (database) => database.exec('VACUUM'));
}

const waitingIn = (queues: string): number | undefined =>
  using(queues, (database) => Number(database.prepare('SELECT count(*) AS count FROM sqs_messages').get()?.['count']));

/** Undefined where no run has written it. */
function using<Result>(queues: string, work: (database: DatabaseSync) => Result): Result | undefined {
  try {
    readFileSync(join(queues, FILE));
  } catch {
    return undefined;
  }
  // Imported by every run, it would warn of itself where nothing is kept.
  const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
  const database = new Database(join(queues, FILE));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const FILE = 'fauxqs.db';
