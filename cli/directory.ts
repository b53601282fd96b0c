import type { Command } from 'commander';

import type * as Actions from './directory/actions.ts';
import { withStackOptions } from './stack-options.ts';

/** AWS's clients take a moment that the other commands need not wait for. */
const actions = async (): Promise<typeof Actions> => import('./directory/actions.ts');

export function directoryCommand(program: Command): void {
  const directory = program.command('directory').description('who is who');
  withStackOptions(directory.command('import'))
    .description('teach the directory who your existing customers are, so that events which name only a customer id find their person')
    .argument(
      '<file>',
      "CSV: provider, the provider's customer id, e-mail, Bunce id; the header is optional, and so is one of the last two",
    )
    .option('--overwrite', 'where the directory knows otherwise, believe the file')
    .option('--dry-run', 'read and check the file and say what would be done')
    .option('--json', 'print the answer as JSON')
    .action(async (file: string, options: Actions.Options) => (await actions()).imported(file, options));
}
