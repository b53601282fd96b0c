import type { List } from '../../shared/bunce/api/pages.ts';
import { UsageError } from '../usage.ts';

export interface Shown<Row> {
  readonly json?: boolean | undefined;
  textOf(row: Row): string;
}

/** One line for each. */
export function show<Row>(rows: readonly Row[], { json, textOf }: Shown<Row>): void {
  for (const row of rows) process.stdout.write(`${json ? JSON.stringify(row) : textOf(row)}\n`);
}

interface Listed<Row> extends Shown<Row> {
  readonly what: string;
  /** Rows, at most. */
  readonly limit?: number | undefined;
}

/** Milliseconds after which somebody may wonder. */
const WONDER = 2000;

/** Page by page, as it comes; where the rows go to a file, standard error says how far it is. */
export async function showList<Row>(list: List<Row>, { what, limit = Infinity, ...shown }: Listed<Row>): Promise<void> {
  endWithReader();
  let [count, saidAt] = [0, Date.now()];
  for await (const { rows } of list.pages()) {
    const some = rows.slice(0, limit - count);
    show(some, shown);
    count += some.length;
    if (count >= limit) return;
    if (process.stdout.isTTY || Date.now() - saidAt < WONDER) continue;
    process.stderr.write(`${count} ${what} so far\n`);
    saidAt = Date.now();
  }
  if (count === 0) process.stderr.write(`no ${what}\n`);
}

/** `… | head` has seen enough. */
function endWithReader(): void {
  process.stdout.once('error', () => process.exit(0));
}

/** Of an option; throws a UsageError for what is no count. */
export function countOf(written: string): number {
  if (!/^[1-9]\d{0,6}$/.test(written)) throw new UsageError(`a number of rows from 1, got "${written}"`);
  return Number(written);
}

/** Those that are there, two spaces apart. */
export const inColumns = (...fields: readonly (string | null | undefined)[]): string => fields.filter(Boolean).join('  ');
