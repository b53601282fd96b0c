import { CsvError, parse } from 'csv-parse/sync';

import { type CsvFile, linesOf } from './csv-file.ts';
import { SEPARATOR_LINE } from './csv-form.ts';

/** One row of a file, in its columns; `why` it cannot be read. */
export interface CsvRow {
  /** Where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly why?: string;
}

/** Lines of one row: beyond, a quote was never closed. */
const MOST = 1000;

/** Row after row, the header first, never the whole file. A quote that is not closed spoils the line in which it is opened, no other. Throws a UsageError for what is no text in UTF-8. */
export async function* recordsOf(file: CsvFile, separator: string): AsyncGenerator<CsvRow, void> {
  const records = assembling(separator);
  let isFirst = true;
  for await (const line of linesOf(file)) {
    const isSign = isFirst && SEPARATOR_LINE.test(line);
    isFirst &&= line.trim() === '';
    yield* records.take(isSign ? '' : line);
  }
  yield* records.end();
}

const UNCLOSED = 'a quote is opened and not closed';

/** Lines come in, rows go out; those after a quote that is not closed are read once more. */
function assembling(separator: string) {
  let [first, open, waiting]: [number, string[], string[]] = [1, [], []];

  function* work(isEnd: boolean): Generator<CsvRow, void> {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      open.push(line);
      const isLast = (isEnd && waiting.length === 0) || open.length === MOST;
      const cells = open.length === 1 || isLast || line.includes('"') ? cellsOf(open, separator) : 'open';
      if (cells === 'open' && !isLast) continue;
      const isRead = typeof cells !== 'string';
      if (open.length > 1 || line.trim() !== '') yield isRead ? { line: first, cells } : { line: first, cells: [], why: UNCLOSED };
      const used = isRead ? open.length : 1;
      waiting.unshift(...open.slice(used));
      [first, open] = [first + used, []];
    }
  }

  return {
    take(line: string) {
      waiting.push(line);
      return work(false);
    },
    end() {
      [waiting, open] = [open, []];
      return work(true);
    },
  };
}

/** The cells of a row that stands in these lines; `stray`: a quote is closed in the middle of a cell. */
function cellsOf(lines: readonly string[], delimiter: string): readonly string[] | 'open' | 'stray' {
  const text = lines.join('\n');
  if (!text.includes('"')) return text.split(delimiter).map((cell) => cell.trim());
  try {
    // No line ends a row: which do is known here.
    const form = { delimiter, trim: true, relax_quotes: true, record_delimiter: '\0' } as const;
    return (parse(text, form)[0] ?? []).map((cell) => cell.trim());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'stray';
  }
}
