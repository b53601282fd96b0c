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
  /** How far imports have come that are not at their end. */
  readonly imports: string;
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

/** What this process keeps: let go when it ends, however it ends. */
const locks: DatabaseSync[] = [];

/** For this process alone, until it ends, and for its user alone. Throws a KeptInUse. */
export function keep(project: Pick<Project, 'root'>): Kept {
  process.umask(0o077);
  makeWorkFolder(project);
  const folder = folderOf(project);
  const [queues, tables] = [join(folder, 'queues'), join(folder, 'tables')];
  for (const each of [queues, tables]) mkdirSync(each, { recursive: true, mode: 0o700 });
  const lock = lockOf(folder);
  if (!lock) throw new KeptInUse(ownerOf(folder));
  locks.push(lock);
  writeFileSync(ownerIn(folder), String(process.pid));
  return { queues, tables, bunce: join(folder, 'bunce.state'), imports: join(folder, 'imports') };
}

/** Whether a run has kept anything that is not forgotten. */
export const isKept = (project: Pick<Project, 'root'>): boolean => existsSync(folderOf(project));

/** The process whose state that is; undefined where none is up. */
export function keptBy(project: Pick<Project, 'root'>): number | undefined {
  const folder = folderOf(project);
  if (!existsSync(folder)) return undefined;
  const lock = lockOf(folder);
  lock?.close();
  return lock ? undefined : ownerOf(folder);
}

const ownerOf = (folder: string): number => Number(readFileSync(ownerIn(folder), 'utf8'));

/** The folder's one, which the system takes back from a process that is killed; a process id may be another's by then. Undefined where another has it. */
function lockOf(folder: string): DatabaseSync | undefined {
  const database = new (sqlite())(join(folder, 'lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch {
    database.close();
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
  const database = new (sqlite())(join(queues, FILE));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

const FILE = 'fauxqs.db';

/** Imported by every run, it would warn of itself where nothing is kept. */
const sqlite = () => process.getBuiltinModule('node:sqlite').DatabaseSync;
