import { providersOf } from '../../functions/webhooks/senders.ts';
import { bytesOf, print } from '../arguments.ts';
import type { StackOptions } from '../stack-options.ts';
import { withStack } from '../stack.ts';
import { importRows, type Imported } from './import.ts';
import { type BadRow, rowsOf } from './rows.ts';

export interface Options extends StackOptions {
  readonly overwrite?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export async function imported(file: string, options: Options): Promise<void> {
  const { overwrite = false, dryRun = false, json } = options;
  const { rows, bad } = rowsOf(bytesOf(file), providersOf(options.project()));
  const result = await withStack(options, async ({ people, settings }) =>
    importRows(rows, { people, identity: settings.identity, providers: settings.providers, overwrite, dryRun }),
  );
  const answer = { dryRun, ...result, bad };
  print(json, { data: answer, text: textOf(answer) });
  if (bad.length > 0) process.exitCode = 1;
}

interface Answer extends Imported {
  readonly dryRun: boolean;
  readonly bad: readonly BadRow[];
}

function textOf({ dryRun, imported: count, differing, bad }: Answer): string {
  const did = dryRun ? 'would import' : 'imported';
  return [
    `${did} ${count} ${count === 1 ? 'row' : 'rows'}`,
    ...(differing.length > 0
      ? [`the directory knows otherwise, and keeps it (--overwrite to believe the file): line ${differing.join(', ')}`]
      : []),
    ...(bad.length > 0 ? [`${bad.length} bad:`, ...bad.map(({ line, why }) => `  line ${line}: ${why}`)] : []),
  ].join('\n');
}
