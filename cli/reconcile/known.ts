import { pageKey } from '../../functions/consumer/state/ledger.ts';
import { isBegun } from '../../functions/consumer/state/ledger-pages.ts';
import type { Envelope } from '../../shared/queue/envelope.ts';
import { depth, scan, type Show } from '../parked/scan.ts';
import { replayOf } from '../parked/replay.ts';
import type { Stack } from '../stack.ts';
import type { Taken } from '../parked/message.ts';
import type { Happening } from './happening.ts';
import { printOf } from './print.ts';

/** What stands in a queue. */
export interface Found {
  /** Of envelopes, whole or not. */
  readonly ids: Set<string>;
  readonly prints: Set<string>;
  /** Messages that could not be looked into. */
  readonly unseen: number;
}

export const isIn = ({ envelope: { id }, told }: Happening, { ids, prints }: Omit<Found, 'unseen'>): boolean =>
  ids.has(id) || [...told.values()].every((print) => prints.has(print));

/** Messages that are looked into: each is held back for a moment, and what is behind it waits. */
const MOST_QUEUED = 1000;

/** What waits for the consumer; what it holds back for a later try is waited for, a little. Nobody sees what stands behind others of its group. */
export async function queuedIn({ queue }: Pick<Stack, 'queue'>): Promise<Found> {
  const { visible, hidden } = await depth(queue);
  const [ids, prints] = [new Set<string>(), new Set<string>()];
  if (visible > MOST_QUEUED) return { ids, prints, unseen: visible + hidden };
  const see = async (batch: readonly Taken[]): Promise<readonly Taken[]> => {
    for (const { parked } of batch) if (parked.envelope) add(parked.envelope, { ids, prints });
    return [];
  };
  return { ids, prints, unseen: await scan({ queue, patient: true, settle: see }) };
}

/** What is parked; a raw body also by what it says to this version. */
export async function parkedIn(stack: Omit<Stack, 'people' | 'ledger'>, show?: Show): Promise<Found> {
  const [ids, prints] = [new Set<string>(), new Set<string>()];
  const see = async (batch: readonly Taken[]): Promise<readonly Taken[]> => {
    for (const { parked } of batch) {
      const replay = await replayOf(parked, { stack, again: false });
      if (replay.kind === 'send') add(replay.envelope, { ids, prints });
      ids.add(parked.id);
    }
    return [];
  };
  return { ids, prints, unseen: await scan({ queue: stack.parked, show, patient: true, settle: see }) };
}

function add({ id, provider, commands }: Envelope, { ids, prints }: Pick<Found, 'ids' | 'prints'>): void {
  ids.add(id);
  for (const each of commands) {
    const print = printOf(each, { provider });
    if (print !== undefined) prints.add(print);
  }
}

/** Those of which the consumer has begun something, by the ids that their webhooks had. */
export async function begunOf(all: readonly Happening[], { ledger }: Pick<Stack, 'ledger'>): Promise<ReadonlySet<Happening>> {
  const keyed = all.filter(({ isSameId }) => isSameId).map((each) => [each, keysOf(each)] as const);
  const pages = await ledger.read(keyed.flatMap(([, keys]) => keys));
  const isKnown = (key: string): boolean => {
    const page = pages.get(key);
    return page !== undefined && isBegun(page);
  };
  return new Set(keyed.flatMap(([each, keys]) => (keys.some(isKnown) ? [each] : [])));
}

const keysOf = ({ envelope, told }: Happening): readonly string[] =>
  [...told.keys()].map(({ id, command: { customer } }) => pageKey({ envelope: envelope.id, customer, command: id }));
