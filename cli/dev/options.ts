import type { Command } from 'commander';

/** What a local run is told on the command line. */
export interface RunOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly keep?: boolean;
  readonly inspect?: string;
}

export const withRunOptions = (command: Command): Command =>
  command
    .description('run the whole pipeline on this machine until Ctrl-C; PORT and BUNCE_PORT choose other ports than 8787 and 8788')
    .option('--quiet', 'do not print what becomes of webhooks')
    .option('--verbose', 'print all that the functions log')
    .option('--keep', "keep queue, table and Bunce's simulator for the next start, in .bunce-sync/")
    .option('--inspect <function>', 'let a debugger at the receiver of this provider, at the consumer, or at what reconciles (reconcile)');
