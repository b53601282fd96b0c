import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { makeWorkFolder } from '../../shared/config/project.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { Failure } from '../failure.ts';
import type { ReachedStack } from '../stack.ts';
import { STARTS } from './pace.ts';

/** Milliseconds for which a word counts; it is said again long before. */
const SAID = 60_000;

/** Where an import says how many calls it takes: where the consumer looks that has our address, else where the next import does. */
export const reservedAt = ({ target, project, bunceUrl }: ReachedStack): string =>
  target.reserved ?? join(makeWorkFolder(project), `calls-${fingerprint(bunceUrl).slice(0, 8)}.json`);

/** Takes calls off the consumer that has our address, as long as the process lives; what is given back ends it at once. Throws a Failure while another import does so. */
export function reserve(file: string, callsPerMinute: number): () => void {
  const other = ownerOf(file);
  if (other !== undefined)
    throw new Failure(
      `another import (process ${other}) calls Bunce from here, which counts both together: run this one when that has ended`,
    );
  const say = (): void =>
    writeFileSync(file, JSON.stringify({ callsPerMinute: callsPerMinute + STARTS, until: Date.now() + SAID, pid: process.pid }));
  say();
  const timer = setInterval(() => {
    try {
      say();
    } catch {
      // The run that would read it has gone: nobody shares the address any more.
      clearInterval(timer);
    }
  }, SAID / 4).unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}

const Said = z.object({ until: z.number(), pid: z.number() });

/** The process that has said so and lives; one that was killed takes nothing back. */
function ownerOf(file: string): number | undefined {
  try {
    const { until, pid } = Said.parse(JSON.parse(readFileSync(file, 'utf8')));
    return Date.now() < until && process.kill(pid, 0) && pid !== process.pid ? pid : undefined;
  } catch {
    return undefined;
  }
}
