import { envelopeMessage, send } from '../../shared/queue/sender.ts';
import type { Stack } from '../stack.ts';
import type { Taken } from './message.ts';
import { isOverAge, type Replay, replayOf } from './replay.ts';
import { walk } from './walk.ts';

export interface ReplayAll {
  readonly stack: Stack;
  readonly again: boolean;
  readonly dryRun: boolean;
  isSelected(taken: Taken): boolean;
  /** Also what is older than its event's maxAge. */
  readonly overAge: boolean;
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

type Each = Taken & { readonly replay: Replay };

/** Sends first and deletes then: killed in between, the message is still there, and its replay has the same de-duplication id. */
export async function replayAll(options: ReplayAll): Promise<Replayed> {
  const { stack, again, dryRun } = options;
  const result = { sent: [] as string[], nothing: [] as Remark[], stays: [] as Remark[], overAge: [] as string[] };
  const generations = new Map<string, number>();
  // What comes back parked while this runs has had its turn.
  const isFirstTurn = ({ parked: { id, generation } }: Taken): boolean => generation < (generations.get(id) ?? Infinity);
  const elsewhere = await walk({
    queue: stack.parked,
    label: 'replaying',
    patient: !dryRun,
    async settle(batch) {
      const chosen = batch.filter((taken) => isFirstTurn(taken) && options.isSelected(taken));
      const all = await Promise.all(chosen.map(async (taken) => ({ ...taken, replay: await replayOf(taken.parked, { stack, again }) })));
      const ready = all.filter((each) => !isHeldBack(each, options));
      result.overAge.push(...all.filter((each) => isHeldBack(each, options)).map(({ messageId }) => messageId));
      if (!dryRun) await sendInOrder(ready, stack);
      for (const {
        replay,
        parked: { id },
      } of ready) {
        if (replay.kind === 'send') {
          result.sent.push(replay.envelope.id);
          generations.set(replay.envelope.id, replay.envelope.generation);
        } else result[replay.kind].push({ id, why: replay.why });
      }
      return dryRun ? [] : ready.filter(({ replay }) => replay.kind !== 'stays');
    },
  });
  return { ...result, elsewhere };
}

const isHeldBack = ({ replay }: Each, { overAge, stack }: ReplayAll): boolean =>
  !overAge && replay.kind === 'send' && isOverAge(replay.envelope, stack.settings);

/** Order is promised within a group; the groups go side by side. */
async function sendInOrder(all: readonly Each[], { queue }: Stack): Promise<void> {
  const envelopes = all.flatMap(({ replay }) => (replay.kind === 'send' ? [replay.envelope] : []));
  const groups = [...Map.groupBy(envelopes, ({ group }) => group).values()];
  await Promise.all(
    groups.map(async (group) => {
      for (const envelope of group) await send(queue, envelopeMessage(envelope));
    }),
  );
}
