import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeWorkFolder, type Project } from '../../shared/config/project.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import type { Ended } from './report.ts';

/** All rows that were refused, a line each in a file: they may be more than memory is to hold. */
export interface RefusedList {
  readonly file: string;
  note(ended: readonly Ended[]): void;
}

interface Listing {
  readonly project: Pick<Project, 'root'>;
  readonly from: string;
  readonly key: string;
  /** How many of them an earlier run has noted and counted; those it only noted come again. */
  readonly counted: number;
}

export function refusedList({ project, from, key, counted }: Listing): RefusedList {
  const file = join(makeWorkFolder(project), `refused-${from}-${fingerprint(key).slice(0, 8)}.txt`);
  const lines = counted > 0 ? linesOf(file).slice(0, counted) : [];
  rmSync(file, { force: true });
  if (lines.length > 0) writeFileSync(file, lines.join(''), { mode: 0o600 });
  return {
    file,
    note(ended) {
      const refused = ended.flatMap(({ number, end }) => (end.did === 'refused' ? `${number}: ${end.why}\n` : []));
      if (refused.length > 0) appendFileSync(file, refused.join(''), { mode: 0o600 });
    },
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/(?<=\n)/);
  } catch {
    return [];
  }
}
