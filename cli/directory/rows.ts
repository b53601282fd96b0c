import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod/mini';

import type { Provider } from '../../shared/webhook/provider.ts';
import { customer } from '../../shared/bunce/command.ts';
import { UsageError } from '../usage.ts';

/** Who a provider's customer is: an e-mail, or Bunce's id, or both. */
export interface Row {
  readonly line: number;
  readonly provider: string;
  readonly id: string;
  readonly email: string | undefined;
  readonly bunceId: string | undefined;
}

export interface BadRow {
  readonly line: number;
  /** Without the values: answers are copied into tickets. */
  readonly why: string;
}

/** By name: all that a row may name. */
type Providers = Readonly<Record<string, Provider>>;

const Records = z.array(z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) }));

/** Throws a UsageError when the file is no CSV, so that nothing of it is imported. */
export function rowsOf(file: Buffer, providers: Providers): { readonly rows: readonly Row[]; readonly bad: readonly BadRow[] } {
  const rows: Row[] = [];
  const bad: BadRow[] = [];
  for (const [index, { info, record }] of recordsOf(file).entries()) {
    if (index === 0 && record[0]?.toLowerCase() === 'provider') continue;
    const why = mistakeIn(record, providers);
    if (why !== undefined) {
      bad.push({ line: info.lines, why });
      continue;
    }
    const [provider = '', id = '', email, bunceId] = record;
    rows.push({ line: info.lines, provider, id, email: customer({ email }).email, bunceId: bunceId || undefined });
  }
  return { rows, bad };
}

function recordsOf(file: Buffer): z.infer<typeof Records> {
  try {
    return Records.parse(parse(file, { bom: true, info: true, trim: true, relax_column_count: true, skip_empty_lines: true }));
  } catch (error) {
    throw error instanceof CsvError ? new UsageError(`this is no CSV, and nothing of it was imported: ${error.message}`) : error;
  }
}

function mistakeIn(
  [provider = '', id = '', email = '', bunceId = '', ...more]: readonly string[],
  providers: Providers,
): string | undefined {
  if (more.length > 0) return `${4 + more.length} columns instead of provider, customer id, e-mail, Bunce id`;
  if (!Object.hasOwn(providers, provider)) return 'the first column names no provider';
  if (id === '') return 'the customer id is missing';
  if (email === '' && bunceId === '') return 'neither an e-mail nor a Bunce id';
  return email !== '' && customer({ email }).email === undefined ? 'the e-mail is none' : undefined;
}
