import type { Command } from 'commander';

import type { EraseOptions } from './erase/actions.ts';
import { withStackOptions } from './stack-options.ts';

export function eraseCommand(program: Command): void {
  withStackOptions(program.command('erase'))
    .description('forget a person for good: table, parked messages, profile at Bunce; says what is left to be done by hand')
    .option('--email <address>', 'whose address this is')
    .option('--provider <name>', 'with --id: whose id that is, by its name in the config')
    .option('--id <id>', "the provider's id of them; alone the id of their account, in your own database")
    .option('--bond [name]', 'also delete them at Bond; with the name of a second account of Bond in the config')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--yes', 'do not ask first')
    .option('--json', 'print the answer as JSON')
    .action(async (options: EraseOptions) => (await import('./erase/actions.ts')).erase(options));
}
