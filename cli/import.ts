import { type Command, InvalidArgumentError } from 'commander';

import { pairOf, several } from './arguments.ts';
import type * as Actions from './import/actions.ts';
import { withStackOptions } from './stack-options.ts';

/** AWS's clients take a moment that the other commands need not wait for. */
const actions = async (): Promise<typeof Actions> => import('./import/actions.ts');

type Given = Omit<Actions.Options, 'columns'> & { readonly columns?: readonly string[] };

export function importCommand(program: Command): void {
  const group = program.command('import').description('bring to Bunce whom you have already');
  withStackOptions(group.command('customers'))
    .description(
      'bring customers of a provider or a file to Bunce, each once, and teach the directory who they are; sets off no campaign, overwrites nothing newer; killed and run again it goes on',
    )
    .argument('[file]', 'a CSV with a header, in UTF-8, for --from csv; - is standard input')
    .requiredOption('--from <list>', 'csv, or a provider of the config that can list its customers: bond, clerk, paystack, shopify, stripe')
    .option(
      '--provider <name>',
      'csv: in whose ids the ids of the file are; of the identity provider it completes profiles, else it adopts or creates',
    )
    .option(
      '--columns <field=column>',
      'csv: which column is the id, email, firstName, lastName, name, phone, country or updatedAt, or none, as in country=; may be repeated',
      several,
    )
    .option('--separator <sign>', 'csv: comma, semicolon, tab or pipe, or the sign itself; default: the one that the header has')
    .option('--base-url <url>', "where the provider's API is, with its version, instead of the config's")
    .option(
      '--calls-per-minute <number>',
      "calls of Bunce's 500 a minute and address; default: 480 for a stack in AWS, 120 beside the local run",
      countOf,
    )
    .option('--dry-run', 'ask, and say what it would come to, with the first ten; nothing is written')
    .option('--restart', 'begin anew where an earlier run has not finished')
    .option('--yes', 'do not ask before a live account is changed')
    .option('--json', 'print the report as one line of JSON')
    .action(async (file: string | undefined, { columns = [], ...options }: Given) =>
      (await actions()).importCustomers({ ...options, file, columns: Object.fromEntries(columns.map((each) => pairOf(each, 'a column'))) }),
    );
}

function countOf(written: string): number {
  if (!/^[1-9]\d{0,6}$/.test(written)) throw new InvalidArgumentError('a whole number from 1');
  return Number(written);
}
