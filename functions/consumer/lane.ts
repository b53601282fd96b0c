import type { Deliveries } from './deliver.ts';
import type { Delivery } from './delivery.ts';
import type { Content, Receipt } from './job.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Step } from './step.ts';

/** A message with its steps; none when it holds no envelope that can be read. */
export interface Job {
  readonly receipt: Receipt;
  readonly content: Content;
  readonly steps: readonly Step[];
}

/** The messages of one group in a batch, in order. */
export type Lane = readonly Job[];

/** Settled by an earlier receive; what an earlier generation parked is not, for a replay means to try it again. */
export const isSettled = ({ envelope }: Step, entry: LedgerEntry | undefined): boolean =>
  entry?.state === 'delivered' || (entry?.state === 'parked' && entry.generation >= envelope.generation);

/** A message that keeps coming back without a trace in the ledger may be what crashes the consumer. */
export const isSuspect = (lane: Lane, entries: ReadonlyMap<string, LedgerEntry>): boolean =>
  lane.some(({ receipt, steps }) => receipt.receiveCount > 3 && steps.length > 0 && steps.every(({ id }) => !entries.has(id)));

/** A wave is the next open step of each lane; attributes wait until every lane has come to its own, for they go together. A lane ends at the first step that must be tried again, for the order in a group is promised. */
export async function runWaves(
  lanes: readonly (readonly Step[])[],
  deliver: (wave: readonly Step[]) => Promise<Deliveries>,
): Promise<Deliveries> {
  const all = new Map<string, Delivery>();
  let open: readonly (readonly Step[])[] = lanes.map((steps) => [...new Map(steps.map((step) => [step.id, step])).values()]);
  for (let wave = nextOf(open); wave.length > 0; wave = nextOf(open)) {
    for (const [id, delivery] of await deliver(wave)) all.set(id, delivery);
    open = open.map((steps) => after(steps, all));
  }
  return all;
}

function nextOf(lanes: readonly (readonly Step[])[]): readonly Step[] {
  const heads = lanes.flatMap((steps) => steps.slice(0, 1));
  const others = heads.filter(({ work }) => work.kind !== 'attributes');
  return others.length > 0 ? others : heads;
}

function after(steps: readonly Step[], all: Deliveries): readonly Step[] {
  const end = steps[0] && all.get(steps[0].id);
  if (!end) return steps;
  return end.kind === 'retry' ? [] : steps.slice(1);
}
