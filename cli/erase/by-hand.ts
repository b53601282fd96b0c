import { daysIn } from '../../shared/config/log-retention.ts';
import { command } from '../../shared/runtime/command.ts';
import { isKept } from '../../local/kept.ts';
import { bond } from '../../functions/webhooks/bond/provider.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import { type Chosen, flagsOf } from '../stack-options.ts';
import { depth } from '../../shared/queue/scan.ts';
import type { Erasing } from './erasing.ts';

/** What no command of ours reaches, and how long it stays; without personal data. */
export async function remainsOf(erasing: Erasing): Promise<readonly string[]> {
  const { stack, bondName, options } = erasing;
  const { project, settings } = stack;
  const { visible, hidden } = await depth(stack.queue);
  const names = Object.keys(settings.providers);
  const accounts = names.filter((name) => providersOf(project)[name]?.lookup === bond.lookup && name !== bondName);
  const others = names.filter((name) => name !== bondName && !accounts.includes(name));
  return [
    ...accounts.map(
      (name) => `Bond keeps them if they are its customer: again with --bond${name === 'bond' ? '' : ` ${name}`} deletes them there`,
    ),
    ...(others.length > 0 ? [`the providers keep what they have of them (${others.join(', ')}): each has its own way to erase`] : []),
    queueText(visible + hidden),
    ...(stack.target.local ? [] : inAws(erasing)),
    ...(isKept(project) ? [keptText()] : []),
    unreadText(options),
    `files that "${command(`parked export`)}" wrote hold what was parked`,
  ];
}

const queueText = (count: number): string =>
  `the queue holds ${count} ${count === 1 ? 'webhook' : 'webhooks'}, of whomever: one of this person meets the tombstone, and is settled without being sent`;

const unreadText = (options: Chosen): string =>
  `a webhook that could not be read is found by an e-mail or an id of theirs, not by a name or phone number alone: "${command('parked list --reason unreadable')}${flagsOf(options)}" lists those that are left, for 14 days`;

const keptText = (): string =>
  `.bunce-sync/kept, where a local run keeps its state, holds what was overwritten until that run ends, and what Bunce's simulator was told until "${command('reset')}" empties it`;

const inAws = ({ stack: { settings }, options }: Erasing): readonly string[] => [
  `logs name nobody, but ids of webhooks may hold a provider's id of them: kept for ${daysIn(settings.logRetention ?? '30d')} days`,
  `back-ups of the table have it as it was: 35 days; after one is restored, run this again${flagsOf(options) && ` (${flagsOf(options).trim()})`}`,
];
