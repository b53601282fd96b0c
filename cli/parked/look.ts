import type { Parked } from '../../shared/queue/parked.ts';
import type { Stack } from '../stack.ts';
import { aboutPerson } from './person.ts';
import type { Taken } from './message.ts';
import { isSelected, type Selection } from './select.ts';
import { scan } from './scan.ts';

export interface Look {
  readonly selection: Selection;
  see(some: readonly Parked[]): void;
}

/** Shows every selected message once and gives all of them back. Resolves to the number of messages it did not get to see. */
export const look = async ({ parked }: Stack, { selection, see }: Look): Promise<number> =>
  scan({
    queue: parked,
    label: 'reading',
    patient: false,
    settle: async (batch) => {
      see(batch.filter((taken) => isSelected(taken, selection)).map((taken) => taken.parked));
      return [];
    },
  });

export interface Drop {
  readonly id?: string | undefined;
  readonly person?: string | undefined;
  readonly dryRun: boolean;
}

/** Removes messages for good; resolves to what it removed, or would. */
export async function drop({ parked, people, settings: { identity } }: Stack, { id, person, dryRun }: Drop): Promise<readonly Parked[]> {
  const dropped: Parked[] = [];
  await scan({
    queue: parked,
    label: 'dropping',
    patient: !dryRun,
    async settle(batch) {
      const selected = batch.filter((taken) => isSelected(taken, { id }));
      const chosen = person === undefined ? selected : await aboutPerson(selected, { person, people, identity });
      dropped.push(...chosen.map((taken: Taken) => taken.parked));
      return dryRun ? [] : chosen;
    },
  });
  return dropped;
}
