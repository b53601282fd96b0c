import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { makeWorkFolder } from '../../shared/config/project.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { Failure } from '../failure.ts';
import type { ReachedStack } from '../stack.ts';

/** Milliseconds for which a word counts; it is said again long before. */
const SAID = 60_000;

/** Where an import says how many calls it takes: where the consumer looks that has our address, else where the next import does. */
export const reservedAt = ({ target, project, bunceUrl }: ReachedStack): string =>
  target.reserved ?? join(makeWorkFolder(project), `calls-${fingerprint(bunceUrl).slice(0, 8)}.json`);

/** Takes calls off the consumer that has our address, as long as the process lives; what is given back ends it at once. Throws a Failure while another import does so. */
export function reserve(file: string, callsPerMinute: number): () => void {
  const said = (): string => JSON.stringify({ callsPerMinute, until: Date.now() + SAID, pid: process.pid });
  begin(file, said());
  const timer = setInterval(() => {
    try {
      writeFileSync(file, said());
    } catch {
      // The run that would read it has gone: nobody shares the address any more.
      clearInterval(timer);
    }
  }, SAID / 4).unref();
  return () => {
    clearInterval(timer);
    if (saidIn(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** The first has it of those that begin at the same moment. */
function begin(file: string, said: string): void {
  const other = saidIn(file);
  if (other && isUp(other)) throw taken(file);
  if (other) rmSync(file, { force: true });
  try {
    writeFileSync(file, said, { flag: 'wx' });
  } catch (error) {
    throw existsSync(file) ? taken(file) : error;
  }
}

/** What cannot be read is being written at this moment. */
const taken = (file: string): Failure =>
  new Failure(`another import (${whoIn(file)}) calls Bunce from here, which counts both together: run this one when that has ended`);

const whoIn = (file: string): string => {
  const said = saidIn(file);
  return said ? `process ${said.pid}` : `or none, if ${file} is older than a minute: then delete it`;
};

const Said = z.object({ until: z.number(), pid: z.number() });
type Said = z.infer<typeof Said>;

function saidIn(file: string): Said | undefined {
  try {
    return Said.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Whether its process lives; one that was killed takes nothing back. */
function isUp({ until, pid }: Said): boolean {
  try {
    return Date.now() < until && process.kill(pid, 0) && pid !== process.pid;
  } catch {
    return false;
  }
}
