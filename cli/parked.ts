import { type Command, Option } from 'commander';

import { REASONS } from '../shared/queue/parked.ts';
import { lazily } from './lazily.ts';
import { sinceOf } from './parked/select.ts';
import { withStackOptions } from './stack-options.ts';

const acting = lazily(async () => import('./parked/actions.ts'));

export function parkedCommand(program: Command): void {
  const parked = program.command('parked').description('what could not be delivered: look at it, replay it, drop it');
  const add = (usage: string, description: string): Command =>
    withStackOptions(parked.command(usage).description(description)).option('--json', 'print the answer as JSON');

  selecting(add('list', 'list what is parked; nothing of it is changed')).action(acting(({ list }) => list));
  add('show <id>', 'show a parked message whole, with its raw body').action(acting(({ show }) => show));
  selecting(add('replay [id]', 'send parked messages again; a body that could not be read is read by this version of the code'))
    .option('--again', 'send also what the ledger knows as delivered')
    .option('--dry-run', 'say what would be done, and do nothing')
    .option('--yes', "replay also what is older than its event's maxAge, without asking")
    .action(acting(({ replay }) => replay));
  add('drop [id]', 'remove parked messages for good')
    .option('--person <who>', 'all about one person: an e-mail, a customer id or a Bunce id')
    .option('--dry-run', 'say what would be done, and do nothing')
    .action(acting(({ dropped }) => dropped));
  selecting(add('export <file>', 'write parked messages to a file, one line of JSON each; they stay parked')).action(
    acting(({ exported }) => exported),
  );
}

const selecting = (command: Command): Command =>
  command
    .addOption(new Option('--reason <reason>', 'only what is parked for this reason').choices(REASONS))
    .option('--provider <name>', 'only what came from this provider')
    .option('--since <when>', 'only what was parked since: a date, or a time such as 90m, 6h or 2d', sinceOf);
