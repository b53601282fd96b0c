import type { Item } from '../../shared/runtime/marshal.ts';
import type { PastWebhook } from '../../shared/webhook/history.ts';
import type { Ledger } from '../consumer/state/ledger.ts';
import { occasionsIn } from '../consumer/state/ledger-pages.ts';
import { type Happening, hear, type Hearing, type Why } from './happening.ts';
import { begunOf, type Found, isIn } from './known.ts';

export interface Comparing extends Hearing {
  readonly webhooks: AsyncIterable<PastWebhook>;
  /** Told of each webhook that is read. */
  seen?(): void;
  readonly ledger: Pick<Ledger, 'read'> & { items(): AsyncIterable<Item> };
  /** What the ledger knows when it begins. */
  known(): Promise<ReadonlySet<string>>;
  /** What stands on the queue, and what is parked: asked only where the ledger does not know all. */
  queued(): Promise<Found>;
  parked(): Promise<Found>;
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

/** What the provider says happened and neither ledger nor queues know. */
export async function compare(comparing: Comparing): Promise<Compared> {
  const { ledger } = comparing;
  const counts: Counts = {};
  const count = (what: keyof Counts): void => void (counts[what] = (counts[what] ?? 0) + 1);
  const open = await unknownOf(comparing, count);
  if (open.length === 0) return { counts, missing: [], unseen: 0 };
  // In this order: what is replayed meanwhile is seen in one of the three, and so is what is delivered or parked.
  const parked = await comparing.parked();
  const queued = await comparing.queued();
  const prints = await occasionsIn(ledger.items());
  const begun = await begunOf(open, ledger);
  const missing = open.flatMap((each) => {
    const place = isIn(each, queued) ? 'queued' : isIn(each, parked) ? 'parked' : begun.has(each) ? 'known' : undefined;
    const rest = place === undefined ? withoutKnown(each, prints) : undefined;
    if (!rest) count(place ?? 'known');
    return rest ?? [];
  });
  return { counts, missing: byTime(missing), unseen: queued.unseen + parked.unseen };
}

async function unknownOf(comparing: Comparing, count: (what: keyof Counts) => void): Promise<readonly Happening[]> {
  const known = await comparing.known();
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
