import { reread, type RereadingStack } from '../../shared/config/reread.ts';
import type { Envelope } from '../../shared/queue/envelope.ts';
import { scan, type Show } from '../../shared/queue/scan.ts';
import type { QueueAddress } from '../../shared/queue/sender.ts';
import type { Taken } from '../../shared/queue/taken.ts';
import { type Ledger, pageKey } from '../consumer/state/ledger.ts';
import { isBegun } from '../consumer/state/ledger-pages.ts';
import type { Happening } from './happening.ts';
import { printOf } from './print.ts';

/** What stands in a queue. */
export interface Found {
  /** Of envelopes, whole or not. */
  readonly ids: ReadonlySet<string>;
  readonly prints: ReadonlySet<string>;
  /** Messages that could not be looked into. */
  readonly unseen: number;
}

export const isIn = ({ envelope: { id }, told }: Happening, { ids, prints }: Omit<Found, 'unseen'>): boolean =>
  ids.has(id) || [...told.values()].every((print) => prints.has(print));

/** Of what was seen on a queue so far. */
export interface Seeing {
  see(envelope: Envelope): void;
  /** Of one that cannot be read. */
  seeId(id: string): void;
  found(unseen: number): Found;
}

export function seeing(): Seeing {
  const [ids, prints] = [new Set<string>(), new Set<string>()];
  return {
    see({ id, provider, commands }) {
      ids.add(id);
      for (const each of commands) {
        const print = printOf(each, { provider });
        if (print !== undefined) prints.add(print);
      }
    },
    seeId: (id) => void ids.add(id),
    found: (unseen) => ({ ids, prints, unseen }),
  };
}

export interface Parking extends RereadingStack {
  readonly parked: QueueAddress;
  readonly show?: Show | undefined;
}

/** What is parked; a raw body also by what it says to this version. Each is hidden for the seconds that this takes. */
export async function parkedIn({ parked: queue, show, ...stack }: Parking): Promise<Found> {
  const seen = seeing();
  const settle = async (batch: readonly Taken[]): Promise<readonly Taken[]> => {
    for (const { parked } of batch) {
      const said = await reread(parked, stack);
      if (said.kind === 'send') seen.see(said.envelope);
      seen.seeId(parked.id);
    }
    return [];
  };
  return seen.found(await scan({ queue, show, patient: true, settle }));
}

/** Those of which the consumer has begun something, by the ids that their webhooks had. */
export async function begunOf(all: readonly Happening[], ledger: Pick<Ledger, 'read'>): Promise<ReadonlySet<Happening>> {
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
