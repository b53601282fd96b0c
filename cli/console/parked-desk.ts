import type { ParkedRow } from '../../local/console/lists.ts';
import { type ParkedDesk, Refused } from '../../local/console/source.ts';
import { type Reason, REASONS } from '../../shared/queue/parked.ts';
import { ADVICE } from '../parked/advice.ts';
import { drop } from '../parked/look.ts';
import type { Taken } from '../../shared/queue/taken.ts';
import { type Replayed, replayAll } from '../parked/replay-all.ts';
import { isSelected, type Selection } from '../parked/select.ts';
import { dropText, readable, replayText, rowOf } from '../parked/text.ts';
import type { Stack } from '../stack.ts';
import { inTurn } from './in-turn.ts';
import { parkedList } from './parked-list.ts';

/** What was done, without anybody's data. */
export interface ParkedChange {
  readonly what: 'replay' | 'drop';
  readonly ids: readonly string[];
}

interface Changing {
  /** Hears of each change once it is made, also where nothing was left to change. */
  changed?(change: ParkedChange): void;
  /** A change of many ends early, after those at hand. */
  readonly ending?: AbortSignal;
}

const NEVER = new AbortController().signal;

/** The dead-letter queue of a stack, for one process: whoever asks, one looks at a time, for two would take each other's messages. */
export function parkedDesk(stack: Stack, { changed = () => {}, ending = NEVER }: Changing = {}): ParkedDesk {
  const oneByOne = inTurn();
  const seen = parkedList(stack.parked, oneByOne);
  const show = () => ({ add() {}, end() {}, interrupted: ending });
  const change = async <Result>(work: () => Promise<Result>): Promise<Result> => oneByOne(work).finally(seen.forget);

  return {
    list: async () => rowsOf(await seen.all()),
    async one(id) {
      const found = await seen.find((taken) => isSelected(taken, { id }));
      return found && readable(found.parked);
    },
    async replay({ isLate = false, ...chosen }) {
      const selection = selectionOf(chosen);
      const select = (taken: Taken): boolean => isSelected(taken, selection);
      const done = await change(async () => replayAll({ stack, again: false, dryRun: false, overAge: isLate, isSelected: select, show }));
      if (selection.id !== undefined && isEmpty(done)) throw nothingFor(selection.id);
      changed({ what: 'replay', ids: [...done.sent, ...done.nothing.map((each) => each.id)] });
      return { text: replayText(done, { dryRun: false, late: 'they go only where late ones are asked for' }) };
    },
    async drop(chosen) {
      const selection = selectionOf(chosen);
      if (selection.id === undefined && selection.reason === undefined) throw new Refused('say what to drop: an id or a reason');
      const rows = (await change(async () => drop(stack, { selection, dryRun: false, show }))).map(rowOf);
      if (selection.id !== undefined && rows.length === 0) throw nothingFor(selection.id);
      changed({ what: 'drop', ids: rows.map(({ id }) => id) });
      return { text: dropText(rows, { dryRun: false }) };
    },
  };
}

const nothingFor = (id: string): Refused => new Refused(`nothing is parked under "${id}" any more, or somebody else holds it for a minute`);

const isEmpty = ({ nothing, stays, sent, overAge }: Replayed): boolean =>
  [sent, nothing, stays, overAge].every(({ length }) => length === 0);

interface Chosen {
  readonly id?: string | undefined;
  readonly reason?: string | undefined;
}

function selectionOf({ id, reason }: Chosen): Pick<Selection, 'id' | 'reason'> {
  if (reason === undefined) return { id };
  if (!isReason(reason)) throw new Refused(`nothing is parked for "${reason}"; the reasons are ${REASONS.join(', ')}`);
  return { id, reason };
}

const isReason = (text: string): text is Reason => REASONS.some((reason) => reason === text);

/** Newest first. Parts of one webhook may be parked for different reasons: those go by the message. */
function rowsOf(all: readonly Taken[]): readonly ParkedRow[] {
  const counts = Map.groupBy(all, ({ parked }) => parked.id);
  return all
    .map((taken) => rowIn(taken, counts.get(taken.parked.id)?.length === 1))
    .toSorted((one, other) => other.parkedAt - one.parkedAt);
}

function rowIn({ messageId, parked }: Taken, isOnly: boolean): ParkedRow {
  const { id, provider, type, reason, detail, parkedAt, step, generation, last } = parked;
  return {
    id: isOnly ? id : messageId,
    provider,
    type: type ?? '',
    reason,
    detail,
    advice: ADVICE[reason],
    parkedAt: Date.parse(parkedAt),
    step,
    replays: generation,
    ...(last && { last: `${last.status ?? 'no answer'}: ${last.message}` }),
  };
}
