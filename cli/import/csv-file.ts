import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';

import { CsvError, parse } from 'csv-parse';
import * as z from 'zod/mini';

import { UsageError } from '../usage.ts';

/** One row of a file, in its columns. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const Parsed = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) });

/** Characters of one row: beyond, a quote was never closed. */
const LONGEST = 100_000;

/** Row after row, the header first, never the whole file. Throws a UsageError for what is no CSV in UTF-8. */
export async function* recordsOf(file: string, separator: string): AsyncGenerator<CsvRow, void> {
  const form = { bom: true, info: true, trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true } as const;
  const parser = parse({ ...form, delimiter: separator, max_record_size: LONGEST });
  // What goes wrong comes out of the parser.
  pipeline(Readable.from(textOf(file)), parser, () => {});
  try {
    for await (const each of parser) {
      const { info, record } = Parsed.parse(each);
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    throw error instanceof CsvError ? new UsageError(`${file} is no CSV, and nothing of it was imported: ${wordsOf(error)}`) : error;
  }
}

/** The parser's own words may quote the row. */
function wordsOf({ code, lines }: CsvError & { readonly lines?: number }): string {
  const near = lines === undefined ? '' : ` near line ${lines}`;
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') return `a quote is opened${near} and not closed`;
  return `${code.replace(/^CSV_/, '').toLowerCase().replaceAll('_', ' ')}${near}`;
}

async function* textOf(file: string): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let lines = 1;
  for await (const bytes of bytesOf(file)) {
    if (bytes.includes(0)) throw new UsageError(`${file} is not text in UTF-8 (UTF-16, or no text at all): save it as CSV in UTF-8`);
    yield decoded(() => decoder.decode(bytes, { stream: true }), { file, lines });
    lines += bytes.filter((byte) => byte === 0x0a).length;
  }
  yield decoded(() => decoder.decode(), { file, lines });
}

function decoded(decode: () => string, { file, lines }: { readonly file: string; readonly lines: number }): string {
  try {
    return decode();
  } catch {
    throw new UsageError(`${file} is not in UTF-8 (after line ${lines}; Windows-1252 or Latin-1?): save it as CSV in UTF-8`);
  }
}

const Chunk = z.instanceof(Uint8Array);

async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of createReadStream(file)) yield Chunk.parse(chunk);
  } catch (error) {
    throw error instanceof Error && 'code' in error && 'syscall' in error ? new UsageError(`cannot read the file ${file}`) : error;
  }
}

/** The first line that is not blank, and what tells this file's content from another's. */
export async function glance(file: string): Promise<{ readonly header: string; readonly print: string }> {
  const hash = createHash('sha256');
  for await (const bytes of bytesOf(file)) hash.update(bytes);
  let text = '';
  for await (const part of textOf(file)) {
    text += part;
    if (/\S[^\n]*\n/.test(text) || text.length > LONGEST) break;
  }
  return {
    header:
      text
        .replace(/^\uFEFF/, '')
        .trimStart()
        .split(/\r?\n|\r/, 1)[0] ?? '',
    print: hash.digest('hex').slice(0, 16),
  };
}
