import type { Envelope } from '../../shared/queue/envelope.ts';
import { envelopeMessage, type QueueAddress, send } from '../../shared/queue/sender.ts';
import type { Stack } from '../stack.ts';
import type { Reread } from '../../shared/config/reread.ts';
import type { Taken } from '../../shared/queue/taken.ts';
import { isOverAge, replayOf } from './replay.ts';
import { type Show, scan } from '../../shared/queue/scan.ts';

export interface ReplayAll {
  readonly stack: Omit<Stack, 'people' | 'ledger'>;
  readonly again: boolean;
  readonly dryRun: boolean;
  isSelected(taken: Taken): boolean;
  /** Also what is older than its event's maxAge. */
  readonly overAge: boolean;
  readonly show?: Show;
}

export interface Replayed {
  /** Ids of envelopes that were sent. */
  readonly sent: readonly string[];
  readonly nothing: readonly Remark[];
  readonly stays: readonly Remark[];
  /** Message ids of what is over age and therefore stays. */
  readonly overAge: readonly string[];
  /** Not seen: held by somebody else. */
  readonly elsewhere: number;
}

export interface Remark {
  readonly id: string;
  readonly why: string;
}

type Each = Taken & { readonly replay: Reread };

/** Sends first and deletes then: killed in between, the message is still there, and its replay has the same de-duplication id. */
export async function replayAll(options: ReplayAll): Promise<Replayed> {
  const { stack, again, dryRun } = options;
  const dealtWith: Each[] = [];
  const overAge: string[] = [];
  const generations = new Map<string, number>();
  // What comes back parked while this runs has had its turn.
  const isFirstTurn = ({ parked: { id, generation } }: Taken): boolean => generation < (generations.get(id) ?? Infinity);
  const elsewhere = await scan({
    queue: stack.parked,
    show: options.show,
    patient: !dryRun,
    async settle(batch) {
      const chosen = batch.filter((taken) => isFirstTurn(taken) && options.isSelected(taken));
      const all = await Promise.all(chosen.map(async (taken) => ({ ...taken, replay: await replayOf(taken.parked, { stack, again }) })));
      const ready = all.filter((each) => !isHeldBack(each, options));
      const envelopes = ready.flatMap(({ replay }) => (replay.kind === 'send' ? [replay.envelope] : []));
      if (!dryRun) await sendInOrder(envelopes, stack.queue);
      for (const { id, generation } of envelopes) generations.set(id, generation);
      overAge.push(...all.filter((each) => isHeldBack(each, options)).map(({ messageId }) => messageId));
      dealtWith.push(...ready);
      return dryRun ? [] : ready.filter(({ replay }) => restOf(replay) === undefined);
    },
  });
  return { ...tally(dealtWith), overAge, elsewhere };
}

const tally = (all: readonly Each[]): Pick<Replayed, 'sent' | 'nothing' | 'stays'> => {
  return {
    sent: all.flatMap(({ replay }) => (replay.kind === 'send' ? [replay.envelope.id] : [])),
    nothing: all.flatMap(({ replay, parked: { id } }) => (replay.kind === 'nothing' ? [{ id, why: replay.why }] : [])),
    stays: all.flatMap(({ replay, parked: { id } }) => remarkOn(id, restOf(replay))),
  };
};

/** Why it, or a part of it, stays parked; undefined where nothing does. */
function restOf(replay: Reread): string | undefined {
  if (replay.kind === 'nothing') return undefined;
  return replay.kind === 'stays' ? replay.why : replay.rest;
}

const remarkOn = (id: string, why: string | undefined): Remark[] => (why === undefined ? [] : [{ id, why }]);

const isHeldBack = ({ replay }: Each, { overAge, stack }: ReplayAll): boolean =>
  !overAge && replay.kind === 'send' && isOverAge(replay.envelope, stack.settings);

/** Order is promised within a group; the groups go side by side. */
export async function sendInOrder(envelopes: readonly Envelope[], queue: QueueAddress): Promise<void> {
  const groups = [...Map.groupBy(envelopes, ({ group }) => group).values()];
  await Promise.all(
    groups.map(async (group) => {
      for (const envelope of group) await send(queue, envelopeMessage(envelope));
    }),
  );
}
