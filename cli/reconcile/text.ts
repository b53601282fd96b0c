import type { Applied } from './apply.ts';
import type { Compared, Counts } from '../../functions/reconcile/compare.ts';
import type { Happening } from '../../functions/reconcile/happening.ts';

/** Of what is missing: nothing that tells of a person. */
export const rowOf = ({ envelope: { id, type }, time, told }: Happening) => ({
  id,
  type,
  time: time ?? null,
  events: [...told.keys()].flatMap(({ command }) => (command.type === 'track-event' ? [command.event.name] : [])),
});

const WORDS: Readonly<Record<keyof Counts, string>> = {
  known: 'known to the ledger',
  queued: 'on the queue',
  parked: 'parked',
  again: 'told twice by the list',
  unlisted: 'ignored: no event that counts',
  unbound: 'without a binding',
  test: 'test events',
  nobody: "nobody's",
  foreign: 'of connected accounts',
  older: 'from before that time',
  young: 'of the last two minutes, perhaps on their way',
  unnoted: 'of which the ledger keeps no occasion',
  unreadable: 'that this version cannot read',
};

export interface Result extends Compared {
  readonly provider: string;
  readonly applied: Applied | undefined;
}

export function reconciledText({ provider, counts, missing, applied }: Result): string {
  const lines = Object.entries(WORDS).flatMap(([what, words]) => {
    const count = Object.entries(counts).find(([key]) => key === what)?.[1];
    return count ? [`  ${count} ${words}`] : [];
  });
  const rows = missing.map(rowOf).map(({ id, type, time, events }) => `  ${time ?? 'no time'}  ${id}  ${type}  ${events.join(', ')}`);
  return [
    `${provider}: ${missing.length} missing`,
    ...rows,
    ...(lines.length > 0 ? ['not missing:', ...lines] : []),
    ...sentText(applied),
  ].join('\n');
}

const sentText = (applied: Applied | undefined): readonly string[] =>
  applied
    ? [
        `sent ${applied.sent}`,
        ...(applied.overAge > 0 ? [`${applied.overAge} stay: older than the maxAge of their event (--yes sends them)`] : []),
      ]
    : [];

export const unseenText = (count: number): string =>
  `${count} on the queues could not be looked into: what seems to be missing may be among them; run it again when the queue is empty`;
