import { inBulk } from './bulk.ts';
import { fitted } from './fitted.ts';
import { importRows, type Import } from './import-rows.ts';
import type { Kept, State } from './kept.ts';
import { type Outcome, refusedFor } from './outcome.ts';
import { patiently } from './patiently.ts';
import { type Ended, type Report, reported } from './report.ts';
import type { Entry, Row, Source } from './source.ts';

/** Rows that are brought to Bunce together. */
const CHUNK = 50;

export interface Going {
  readonly source: Source;
  readonly work: Import;
  readonly kept: Kept;
  /** Ends it after the rows at hand. */
  readonly interrupted: AbortSignal;
  /** Told of all that has ended, before that is written down. */
  onEnds(ends: readonly (Ended & { readonly entry: Entry })[]): void;
  /** Told how many entries there are, where the list says it. */
  onTotal?(total: number): void;
}

/** Imports a list from where it was left; after every few rows it is written down how far it has come. */
export async function go({ source, work, kept, interrupted, onEnds, onTotal }: Going): Promise<Report> {
  let { state } = kept;
  for await (const { entries, next, total } of source.pages({ cursor: state.cursor, before: state.before })) {
    if (total !== undefined) onTotal?.(total);
    for (let at = state.done; at < entries.length; at += CHUNK) {
      if (interrupted.aborted) return state.report;
      const ends = await endsOf(entries.slice(at, at + CHUNK).map(fitted), work);
      const { cursor, before, report } = state;
      state = stateAt(cursor, { before, done: Math.min(at + CHUNK, entries.length), report: reported(report, ends) });
      onEnds(ends);
      kept.save(state);
    }
    state = stateAt(next, { before: state.before + entries.length, done: 0, report: state.report });
    if (next !== undefined) kept.save(state);
  }
  kept.forget();
  return state.report;
}

const stateAt = (cursor: string | undefined, rest: Omit<State, 'cursor'>): State => ({ ...(cursor !== undefined && { cursor }), ...rest });

const isRow = (entry: Entry): entry is Row => 'customer' in entry;

async function endsOf(entries: readonly Entry[], work: Import) {
  const rows = entries.filter(isRow);
  const done = await patiently(async () => importAll(rows, work));
  const endOf = (entry: Entry): Outcome => (isRow(entry) ? (done.get(entry) ?? MISSED) : refusedFor(entry.why));
  return entries.map((entry) => ({ entry, number: entry.number, end: endOf(entry) }));
}

/** One for whose sake Bunce refuses to be asked of them all does not stop the others. */
const importAll = async (rows: readonly Row[], work: Import) =>
  inBulk(rows, {
    together: async (some) => importRows(some, work),
    alone: async (row) => (await importRows([row], work)).get(row) ?? MISSED,
  });

const MISSED = refusedFor('nobody knows why: run it again');
