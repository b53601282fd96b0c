import { leave, type Move } from '../functions/consumer/state/addresses.ts';

/** Gives up the addresses that were theirs, or on their way, for the one that is theirs from now on. False where an owner is in somebody's hands. */
export async function leavePast({ people, lease }: Pick<Move, 'people' | 'lease'>, email: string | undefined): Promise<boolean> {
  const { person } = lease;
  for (const past of [person.email, person.coming])
    if (past !== undefined && past !== email && (await leave({ people, lease, email: past })) === 'taken') return false;
  return true;
}
