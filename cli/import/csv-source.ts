import { customer } from '../../shared/bunce/command.ts';
import { time } from '../../shared/bunce/instant.ts';
import { e164 } from '../../shared/bunce/phone.ts';
import { isUnread } from '../../shared/bunce/unread.ts';
import { UsageError } from '../usage.ts';
import { type CsvFile, csvFile, glance } from './csv-file.ts';
import { type Columns, columnsOf, type Field, separatorOf } from './csv-form.ts';
import { type CsvRow, recordsOf } from './csv-records.ts';
import type { Entry, Position, Source, SourcePage } from './source.ts';

export interface CsvOptions {
  readonly file: string;
  /** In whose ids the ids of the file are. */
  readonly provider: string | undefined;
  readonly separator: string | undefined;
  /** Field → its column, where the header does not say it. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Entries of one page. */
const PAGE = 500;

/** Reads the whole file once before anything of it is imported. Throws a UsageError for a file that cannot be. */
export async function csvSource({ file: path, provider, separator: told, columns: named }: CsvOptions): Promise<Source> {
  const file = await csvFile(path);
  const { header: line, print } = await glance(file);
  const separator = separatorOf(line, told);
  const { header, total } = await survey(file, separator);
  const columns = columnsOf(header, named);
  if (columns.id !== undefined && provider === undefined)
    throw new UsageError(`"${header[columns.id]}" holds ids: say whose by --provider, which for your own is the identity provider`);
  const reading = { file, separator, columns, total, width: header.length };
  return {
    where: `${file.name}, ${total} rows`,
    provider: provider ?? 'csv',
    key: `${print} ${provider} ${separator} ${JSON.stringify(columns)}`,
    pages: (from) => pagesOf(reading, from),
  };
}

async function survey(file: CsvFile, separator: string): Promise<{ readonly header: readonly string[]; readonly total: number }> {
  let [header, count]: [readonly string[], number] = [[], -1];
  for await (const { cells, why } of recordsOf(file, separator)) {
    if (count === -1 && why !== undefined) throw new UsageError(`the header of ${file.name} cannot be read: ${why}`);
    if (count === -1) header = cells;
    count += 1;
  }
  if (count < 1) throw new UsageError(`${file.name} has no rows below a header`);
  return { header, total: count };
}

interface Reading {
  readonly file: CsvFile;
  readonly separator: string;
  readonly columns: Columns;
  readonly total: number;
  /** Cells of a row. */
  readonly width: number;
}

async function* pagesOf(
  { file, separator, total, ...rest }: Reading,
  { before }: Position = { cursor: undefined, before: 0 },
): AsyncGenerator<SourcePage, void> {
  let [entries, seen]: [Entry[], number] = [[], -1];
  for await (const record of recordsOf(file, separator)) {
    seen += 1;
    if (seen === 0 || seen <= before) continue;
    entries.push(entryOf(record, rest));
    if (entries.length < PAGE) continue;
    yield { entries, next: String(seen), total };
    entries = [];
  }
  yield { entries, next: undefined, total };
}

function entryOf({ line: number, cells, why }: CsvRow, { columns, width }: Pick<Reading, 'columns' | 'width'>): Entry {
  if (why !== undefined) return { number, why };
  if (cells.length !== width) return { number, why: `${cells.length} columns instead of ${width}` };
  const cell = (field: Field): string | undefined => cells[columns[field] ?? width] || undefined;
  const at = time(cell('updatedAt'));
  if (isUnread(at)) return { number, why: `"${cell('updatedAt')}" is no time; expected one such as 2026-03-14T09:26:53Z` };
  const { phone, country, unread } = reach({ phone: cell('phone'), country: cell('country') });
  if (unread !== undefined) return { number, why: `"${unread}" is no country code such as NG, and the phone number has none either` };
  const names = { firstName: cell('firstName'), lastName: cell('lastName'), name: cell('name') };
  const who = customer({ id: cell('id'), email: cell('email'), phone, country, ...names });
  if (cell('email') !== undefined && who.email === undefined) return { number, why: 'the e-mail is none' };
  if (who.id === undefined && who.email === undefined) return { number, why: 'neither an id nor an e-mail' };
  return { number, customer: who, at: at === undefined ? undefined : Date.parse(at) };
}

interface Reach {
  readonly phone: string | undefined;
  readonly country: string | undefined;
}

/** The country says how a local number reads, and nothing else: only there it must be one. */
function reach({ phone, country }: Reach): Reach & { readonly unread?: string } {
  if (country === undefined || /^[a-z]{2}$/i.test(country)) return { phone, country: country?.toUpperCase() };
  const isWhole = phone === undefined || e164(phone, { country: '' }) !== undefined;
  return { phone, country: undefined, ...(!isWhole && { unread: country }) };
}
