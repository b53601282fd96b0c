import { type Command, InvalidArgumentError } from 'commander';

import { lazily } from './lazily.ts';
import { sinceOf } from './parked/select.ts';
import { withStackOptions } from './stack-options.ts';

const acting = lazily(async () => import('./reconcile/actions.ts'));

export function reconcileCommand(program: Command): void {
  withStackOptions(program.command('reconcile'))
    .description('what a provider says happened, against what the ledger knows; prints what is missing')
    .requiredOption('--provider <name>', 'whose API is asked')
    .requiredOption('--since <when>', 'back to a date, or a time such as 90m, 48h or 7d; 29d at most', withinLedger)
    .option('--apply', 'send what is missing, as its receiver would have')
    .option('--dry-run', 'only say what is missing, which it does anyhow without --apply')
    .option('--yes', "with --apply: send also what is older than its event's maxAge, without asking")
    .option('--api <url>', "the base URL of the provider's API, instead of the config's or the usual one")
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nEnds with 1 when something is missing and was not sent.')
    .action(acting(({ reconcile }) => reconcile));
}

/** Milliseconds: the ledger forgets after 30 days. */
const LONGEST = 29 * 86_400_000;

function withinLedger(text: string): Date {
  const since = sinceOf(text);
  if (Date.now() - since.getTime() > LONGEST + 60_000)
    throw new InvalidArgumentError('expected 29d at most: the ledger forgets after 30 days, and what it forgot would look missing.');
  if (since.getTime() > Date.now()) throw new InvalidArgumentError('expected a time that has been.');
  return since;
}
