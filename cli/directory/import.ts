import { type Directory, directoryIn } from '../../functions/consumer/directory.ts';
import { emailKey, type Fact, idKey, type Known } from '../../functions/consumer/entry.ts';
import { factsOf, heldFacts } from '../../functions/consumer/person.ts';
import { directoryKeys, type Sighting } from '../../functions/consumer/sighting.ts';
import { filled } from '../../shared/bunce/filled.ts';
import type { Table } from '../../shared/runtime/table.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';
import { progress } from '../progress.ts';
import type { Row } from './rows.ts';

export interface Import {
  readonly table: Table;
  /** The provider whose ids are Bunce's. */
  readonly identity: string;
  /** Believe the file where the directory knows otherwise. */
  readonly overwrite: boolean;
  readonly dryRun: boolean;
  /** The time from which the file is true. */
  readonly at: string;
}

export interface Imported {
  readonly imported: number;
  /** Lines that say otherwise than what stands. */
  readonly differing: readonly number[];
}

/** Rows that are read and written together. */
const CHUNK = 100;

/** Writes what the directory does not know yet; killed and run again, it does the same. Throws when DynamoDB fails. */
export async function importRows(rows: readonly Row[], options: Import): Promise<Imported> {
  const bar = progress('importing', rows.length);
  const differing: number[] = [];
  try {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const chunk = rows.slice(from, from + CHUNK);
      differing.push(...(await importChunk(chunk, options)));
      bar.add(chunk.length);
    }
  } finally {
    bar.end();
  }
  return { imported: rows.length, differing };
}

async function importChunk(rows: readonly Row[], options: Import): Promise<readonly number[]> {
  const directory = directoryIn(options.table);
  await directory.load(rows.flatMap((row) => directoryKeys(sightingOf(row))));
  const news = new Map<string, Known>();
  const look: Directory['look'] = (key) => news.get(key) ?? directory.look(key);
  const differing = rows.filter((row) => {
    const facts = [...factsOfRow(row, { ...options, look })].map(([key, fact]) => ({ key, fact, old: look(key) }));
    if (options.overwrite) for (const { key, fact, old } of facts) news.set(key, { ...old, ...fact });
    else for (const { key, fact, old } of facts) if (!old?.erasedAt) news.set(key, { ...fact, ...filled(old ?? {}) });
    return !options.overwrite && facts.some(({ fact, old }) => old !== undefined && isOtherwise(fact, old));
  });
  if (!options.dryRun) await directory.learn(news);
  return differing.map(({ line }) => line);
}

const sightingOf = ({ provider, id, email }: Row): Sighting => ({ provider, customer: { id, ...(email && { email }) } });

/** With a Bunce id Bunce holds the person; without one it is only known whose customer id it is. */
function factsOfRow(row: Row, { identity, at, look }: Import & Pick<Directory, 'look'>): ReadonlyMap<string, Fact> {
  const { provider, id, email, bunceId } = row;
  if (bunceId === undefined) return factsOf(sightingOf(row), { at, look: () => undefined });
  const keys = [idKey(provider, id), ...(email ? [emailKey(email)] : [])];
  const key = keys.map((each) => look(each)?.who).find(Boolean) ?? fingerprint(email ?? bunceId);
  const owned = provider === identity;
  return heldFacts({ key, idKeys: [idKey(provider, id)], owned, account: owned }, { bunceId, email, at });
}

/** Who is erased comes back only by --overwrite. */
const isOtherwise = (fact: Fact, old: Known): boolean =>
  old.erasedAt !== undefined ||
  (['email', 'bunceId'] as const).some((field) => fact[field] !== undefined && old[field] !== undefined && old[field] !== fact[field]);
