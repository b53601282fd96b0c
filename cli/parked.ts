import { type Command, Option } from 'commander';

import { REASONS } from '../shared/queue/parked.ts';
import type * as Actions from './parked/actions.ts';
import { sinceOf } from './parked/select.ts';
import { withStackOptions } from './stack-options.ts';

/** AWS's clients take a moment that the other commands need not wait for. */
const lazily =
  <Given extends unknown[]>(pick: (actions: typeof Actions) => (...given: Given) => Promise<void>) =>
  async (...given: Given): Promise<void> =>
    pick(await import('./parked/actions.ts'))(...given);

export function parkedCommand(program: Command): void {
  const parked = program.command('parked').description('what could not be delivered: look at it, replay it, drop it');
  const add = (usage: string, description: string): Command =>
    withStackOptions(parked.command(usage).description(description)).option('--json', 'print the answer as JSON');

  selecting(add('list', 'list what is parked; nothing of it is changed')).action(lazily(({ list }) => list));
  add('show <id>', 'show a parked message whole, with its raw body').action(lazily(({ show }) => show));
  selecting(add('replay [id]', 'send parked messages again; a body that could not be read is read by this version of the code'))
    .option('--again', 'send also what the ledger knows as delivered')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--yes', "replay also what is older than its event's maxAge, without asking")
    .action(lazily(({ replay }) => replay));
  add('drop [id]', 'remove parked messages for good')
    .option('--person <who>', 'all about one person: an e-mail, a customer id or a Bunce id')
    .option('--dry-run', 'say what would be done, and do nothing')
    .action(lazily(({ dropped }) => dropped));
  selecting(add('export <file>', 'write parked messages to a file, one line of JSON each; they stay parked')).action(
    lazily(({ exported }) => exported),
  );
}

const selecting = (command: Command): Command =>
  command
    .addOption(new Option('--reason <reason>', 'only what is parked for this reason').choices(REASONS))
    .option('--provider <name>', 'only what came from this provider')
    .option('--since <when>', 'only what was parked since: a date, or a time such as 90m, 6h or 2d', sinceOf);
