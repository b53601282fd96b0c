import { occasionsIn } from '../../functions/consumer/state/ledger-pages.ts';
import type { PastWebhook } from '../../shared/webhook/history.ts';
import type { Show } from '../parked/scan.ts';
import type { Stack } from '../stack.ts';
import { type Happening, hear, type Hearing, type Why } from './happening.ts';
import { begunOf, isIn, parkedIn, queuedIn } from './known.ts';

export interface Comparing extends Omit<Hearing, 'stack'> {
  readonly stack: Omit<Stack, 'people'>;
  readonly webhooks: AsyncIterable<PastWebhook>;
  /** Told of each webhook that is read. */
  seen?(): void;
  readonly show?: Show;
}

/** What became of the webhooks of a history. */
export type Counts = Partial<Record<Why | 'known' | 'again' | 'queued' | 'parked', number>>;

export interface Compared {
  readonly counts: Counts;
  /** The oldest first. */
  readonly missing: readonly Happening[];
  /** Messages on the queues that could not be looked into: of what seems to be missing some may be among them. */
  readonly unseen: number;
}

/** What the provider says happened and neither ledger nor queues know. The ledger is read last too, for what has come through meanwhile. */
export async function compare(comparing: Comparing): Promise<Compared> {
  const { stack } = comparing;
  const counts: Counts = {};
  const count = (what: keyof Counts, by = 1): void => void (counts[what] = (counts[what] ?? 0) + by);
  const open = await unknownOf(comparing, count);
  if (open.length === 0) return { counts, missing: [], unseen: 0 };
  const queued = await queuedIn(stack);
  const parked = await parkedIn(stack, comparing.show);
  const prints = await occasionsIn(stack.ledger.items());
  const begun = await begunOf(open, stack);
  const missing = open.flatMap((each) => {
    const place = isIn(each, queued) ? 'queued' : isIn(each, parked) ? 'parked' : begun.has(each) ? 'known' : undefined;
    const rest = place === undefined ? withoutKnown(each, prints) : undefined;
    if (!rest) count(place ?? 'known');
    return rest ?? [];
  });
  return { counts, missing: byTime(missing), unseen: queued.unseen + parked.unseen };
}

async function unknownOf(comparing: Comparing, count: (what: keyof Counts) => void): Promise<readonly Happening[]> {
  const known = await occasionsIn(comparing.stack.ledger.items());
  const open = new Map<string, Happening>();
  for await (const webhook of comparing.webhooks) {
    const heard = await hear(webhook, comparing);
    comparing.seen?.();
    const happening = heard.kind === 'left' ? undefined : withoutKnown(heard.happening, known);
    const key = happening && [...happening.told.values()].join();
    if (heard.kind === 'left') count(heard.why);
    else if (!happening || key === undefined) count('known');
    else if (open.has(key)) count('again');
    else open.set(key, happening);
  }
  return [...open.values()];
}

/** What of it nobody knows; undefined where all is known. What has no occasion goes along: watermarks keep what is newer. */
function withoutKnown(happening: Happening, known: ReadonlySet<string>): Happening | undefined {
  const told = new Map([...happening.told].filter(([, print]) => !known.has(print)));
  if (told.size === 0) return undefined;
  const { envelope } = happening;
  const commands = envelope.commands.filter((each) => told.has(each) || !happening.told.has(each));
  return { ...happening, told, envelope: { ...envelope, commands } };
}

/** Lists are newest first or oldest first; what has no time stays where it stood. */
const byTime = (all: readonly Happening[]): readonly Happening[] =>
  [...all].sort(({ time: one = '' }, { time: other = '' }) => one.localeCompare(other));
