import type { Parked } from '../../shared/queue/parked.ts';
import type { Stack } from '../stack.ts';
import { aboutPerson, type Sought } from './person.ts';
import type { Taken } from '../../shared/queue/taken.ts';
import { isSelected, type Selection } from './select.ts';
import { type Show, scan } from '../../shared/queue/scan.ts';

export interface Look {
  readonly selection: Selection;
  readonly show?: Show;
  see(some: readonly Parked[]): void;
}

/** Shows every selected message once and gives all of them back. Resolves to the number of messages it did not get to see. */
export const look = async ({ parked }: Stack, { selection, show, see }: Look): Promise<number> =>
  scan({
    queue: parked,
    show,
    patient: false,
    settle: async (batch) => {
      see(batch.filter((taken) => isSelected(taken, selection)).map((taken) => taken.parked));
      return [];
    },
  });

export interface Drop {
  readonly selection: Pick<Selection, 'id' | 'reason'>;
  readonly person?: Sought | undefined;
  readonly show?: Show;
  readonly dryRun: boolean;
}

/** Removes messages for good; resolves to what it removed, or would. */
export const drop = async (stack: Stack, dropping: Drop): Promise<readonly Parked[]> => (await dropSeen(stack, dropping)).dropped;

export interface Dropped {
  readonly dropped: readonly Parked[];
  /** How many it did not get to see. */
  readonly unseen: number;
}

/** The same, and how many may be left. */
export async function dropSeen(
  { parked, people, settings: { identity } }: Stack,
  { selection, person, show, dryRun }: Drop,
): Promise<Dropped> {
  const dropped: Parked[] = [];
  const unseen = await scan({
    queue: parked,
    show,
    patient: !dryRun,
    async settle(batch) {
      const selected = batch.filter((taken) => isSelected(taken, selection));
      const chosen = person === undefined ? selected : await aboutPerson(selected, { sought: person, people, identity });
      dropped.push(...chosen.map((taken: Taken) => taken.parked));
      return dryRun ? [] : chosen;
    },
  });
  return { dropped, unseen };
}
