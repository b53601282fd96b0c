import { type Command, InvalidArgumentError, Option } from 'commander';

import { PAGE_SIZES } from '../shared/bond/pages.ts';
import { several } from './arguments.ts';
import { FIELDS } from './bond/given.ts';
import { lazily } from './lazily.ts';
import { withStackOptions } from './stack-options.ts';

const acting = lazily(async () => import('./bond/actions.ts'));

export function bondCommand(program: Command): void {
  const bond = program.command('bond').description("Bond's side: its simulator in the local run, or Bond itself");
  const customers = bond.command('customers').description('the customers that Bond has');
  const add = (usage: string, description: string): Command =>
    withStackOptions(customers.command(usage).description(description), "the local run's simulator of Bond, where it is up")
      .option('--provider <name>', 'which account of Bond, by its name in the config', 'bond')
      .option('--json', 'print the answer as JSON');

  add('list', 'list a page of them; --json prints a line for each')
    .option('--all', 'every page, to the last')
    .option('--page <number>', 'begin with this page', pageOf, 1)
    .addOption(new Option('--per-page <rows>', 'rows of a page; 20, and 50 with --all').choices(PAGE_SIZES.map(String)))
    .action(acting(({ list }) => list));
  add('show <id>', 'show one, the SSN masked').action(acting(({ show }) => show));
  changing(add('update <id>', "change one, after a check by Bond's rules")).action(acting(({ update }) => update));
  add('delete <id>', 'delete one for good, and say what remains elsewhere')
    .option('--yes', 'delete without asking')
    .action(acting(({ remove }) => remove));
}

function changing(command: Command): Command {
  for (const [field, description] of Object.entries(FIELDS)) command.option(`--${field.replaceAll('_', '-')} <text>`, description);
  return command
    .option('--ssn [number]', 'unique to the customer; without the number it is asked for unseen, or read from standard input')
    .option('--address <fields>', ADDRESS, several)
    .option('--body <file>', "the same as JSON, by Bond's names; - is standard input; an option counts before it")
    .option('--verified', 'KYC has passed: refuse what may not change then before it is sent');
}

const ADDRESS =
  "one of all their addresses, as 'address_type=PHYSICAL; street=5 New St.; city=Boise; state=ID; zip_code=83702; country=US; is_primary=true', also with street2; may be repeated, and one must be primary";

function pageOf(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a number from 1.');
}
