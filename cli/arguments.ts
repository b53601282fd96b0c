import { readFileSync } from 'node:fs';

import { lowerCased } from '../shared/webhook/request.ts';
import { UsageError } from './usage.ts';

/** The exact bytes of a file; `-` reads standard input. */
export function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    throw new UsageError(`cannot read the file ${file}`);
  }
}

export function jsonOf(file: string): unknown {
  try {
    return JSON.parse(bytesOf(file).toString('utf8'));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${file} is not JSON`);
  }
}

/** `Name: value` as given on the command line, names in lower case. */
export function headersOf(lines: readonly string[]): Record<string, string> {
  const pairs = lines.map((line) => {
    const at = line.indexOf(':');
    if (at < 1) throw new UsageError(`a header is written 'Name: value', got "${line}"`);
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
  });
  return lowerCased(Object.fromEntries(pairs));
}

/** `name=value`, where the name holds no `=`. */
export function pairOf(written: string, what: string): readonly [name: string, value: string] {
  const at = written.indexOf('=');
  if (at < 1) throw new UsageError(`${what} is written 'Name=value', got "${written}"`);
  return [written.slice(0, at), written.slice(at + 1)];
}

/** A number where one is written out; what is none stays as it is, for whoever is told to refuse. */
export const numberOr = (written: string): number | string => (/^-?\d+(\.\d+)?$/.test(written) ? Number(written) : written);

/** Gathers an option that may be given several times. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** One line of JSON with --json, the given text without. */
export function print(json: boolean | undefined, answer: { readonly data: unknown; readonly text: string }): void {
  process.stdout.write(`${json ? JSON.stringify(answer.data) : answer.text}\n`);
}
