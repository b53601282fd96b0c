import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { UsageError } from '../usage.ts';

/** Bytes that can be read again and again, from the start. */
export interface CsvFile {
  /** As in messages. */
  readonly name: string;
  bytes(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** `-` is standard input. */
export async function csvFile(path: string): Promise<CsvFile> {
  if (path !== '-') return { name: path, bytes: () => bytesOf(path) };
  const fd = await spooled(process.stdin);
  return { name: 'standard input', bytes: () => spooledIn(fd) };
}

/** Writes it down where nobody else finds it, and where it is gone with this process. */
async function spooled(input: AsyncIterable<unknown>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-'));
  const fd = openSync(join(folder, 'input'), 'wx+', 0o600);
  rmSync(folder, { recursive: true });
  for await (const chunk of input) appendFileSync(fd, Chunk.parse(chunk));
  return fd;
}

const CHUNK = 65_536;

/** A stream would close it after the first reading. */
function* spooledIn(fd: number): Generator<Uint8Array, void> {
  for (let at = 0; ;) {
    const chunk = Buffer.alloc(CHUNK);
    const count = readSync(fd, chunk, 0, CHUNK, at);
    if (count === 0) return;
    at += count;
    yield chunk.subarray(0, count);
  }
}

const Chunk = z.instanceof(Uint8Array);

async function* bytesOf(path: string): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of createReadStream(path)) yield Chunk.parse(chunk);
  } catch (error) {
    throw error instanceof Error && 'code' in error && 'syscall' in error ? new UsageError(`cannot read the file ${path}`) : error;
  }
}

/** Characters of a line: what is longer is no list of customers. */
const LONGEST = 1_000_000;

/** Line after line, without its end. Throws a UsageError for what is no text in UTF-8. */
export async function* linesOf(file: CsvFile): AsyncGenerator<string, void> {
  let rest = '';
  for await (const part of textOf(file)) {
    // A carriage return at the end may be half of an end.
    const lines = `${rest}${part}`.split(/\r\n|\n|\r(?=[^\n])/);
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST) throw new UsageError(`${file.name} is no CSV: it has a line of more than ${LONGEST} characters`);
    yield* lines;
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

async function* textOf({ name, bytes: read }: CsvFile): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  for await (const bytes of read()) {
    if (bytes.includes(0)) throw new UsageError(`${name} is not text in UTF-8 (UTF-16, or no text at all): save it as CSV in UTF-8`);
    yield decoded(() => decoder.decode(bytes, { stream: true }), { name, lines });
    lines += bytes.filter((byte) => byte === 0x0a).length;
  }
  yield decoded(() => decoder.decode(), { name, lines });
}

function decoded(decode: () => string, { name, lines }: { readonly name: string; readonly lines: number }): string {
  try {
    return decode();
  } catch {
    throw new UsageError(`${name} is not in UTF-8 (after line ${lines}; Windows-1252 or Latin-1?): save it as CSV in UTF-8`);
  }
}

/** The first line that is not blank, and what tells this file's content from another's. */
export async function glance(file: CsvFile): Promise<{ readonly header: string; readonly print: string }> {
  const hash = createHash('sha256');
  for await (const bytes of file.bytes()) hash.update(bytes);
  const print = hash.digest('hex').slice(0, 16);
  for await (const header of linesOf(file)) if (header.trim() !== '') return { header, print };
  return { header: '', print };
}
