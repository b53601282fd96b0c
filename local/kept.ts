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

  /** The process, where that has said so by now. */
  readonly pid: number | 'unknown';

  constructor(pid: number | 'unknown') {
    super(`another run of this project (process ${pid}) keeps its state: stop it, or start this one without --keep`);
    this.pid = pid;
  }
}

/** Nobody can tell whether another run keeps its state there. */
export class BrokenLock extends Error {
  override readonly name = 'BrokenLock';

  constructor(file: string, cause: unknown) {
    super(
      `${file} cannot be locked (${cause instanceof Error ? cause.message : String(cause)}): mend that, or remove it while no run is up`,
    );
  }
}

const folderOf = (project: Pick<Project, 'root'>): string => join(workFolder(project), 'kept');
const ownerIn = (folder: string): string => join(folder, 'pid');

/** What this process keeps: let go when it ends, however it ends. */
const locks: DatabaseSync[] = [];

/** For this process alone, until it ends, and for its user alone. Throws a KeptInUse or a BrokenLock. */
export function keep(project: Pick<Project, 'root'>): Kept {
  process.umask(0o077);
  makeWorkFolder(project);
  const folder = folderOf(project);
  const [queues, tables] = [join(folder, 'queues'), join(folder, 'tables')];
  for (const each of [queues, tables]) mkdirSync(each, { recursive: true, mode: 0o700 });
  locks.push(lockOf(folder));
  writeFileSync(ownerIn(folder), String(process.pid));
  return { queues, tables, bunce: join(folder, 'bunce.state'), imports: join(folder, 'imports') };
}

/** Whether a run has kept anything that is not forgotten. */
export const isKept = (project: Pick<Project, 'root'>): boolean => existsSync(folderOf(project));

/** It writes that down once it has the lock. */
function ownerOf(folder: string): KeptInUse['pid'] {
  try {
    return Number(readFileSync(ownerIn(folder), 'utf8')) || 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The folder's one, which the system takes back from a process that is killed; a process id may be another's by then. */
function lockOf(folder: string): DatabaseSync {
  const file = join(folder, 'lock');
  let database: DatabaseSync | undefined;
  try {
    database = new (sqlite())(file);
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    throw isLocked(error) ? new KeptInUse(ownerOf(folder)) : new BrokenLock(file, error);
  }
}

/** SQLite's word for a lock that another has. */
const isLocked = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5;

/** Takes away what a run kept that has ended; the number of its webhooks, or undefined where there was nothing. Throws a KeptInUse or a BrokenLock. */
export function forget(project: Pick<Project, 'root'>): number | undefined {
  const folder = folderOf(project);
  if (!existsSync(folder)) return undefined;
  const lock = lockOf(folder);
  try {
    const count = waitingIn(join(folder, 'queues'));
    rmSync(folder, { recursive: true });
    return count;
  } finally {
    lock.close();
  }
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
