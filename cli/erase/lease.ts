import { setTimeout as sleep } from 'node:timers/promises';

import { leaseOrForward } from '../../functions/consumer/state/lease-or-forward.ts';
import type { Lease } from '../../functions/consumer/state/lease.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import { Failure } from '../failure.ts';

/** Seconds: longer than any invocation of the consumer, and than any command's lease. */
const PATIENCE = 75;

interface Leasing {
  readonly people: People;
  readonly patience?: number | undefined;
}

/**
 * Works under the person's lease, and once more while it, or that of the owner of their address, is somebody else's: the consumer's, most likely.
 * Throws a Failure where that does not end, or the lease was lost on the way.
 */
export async function leased<Result>(
  { person, people, patience = PATIENCE }: Leasing & { readonly person: string },
  work: (lease: Lease) => Promise<Result | 'taken'>,
): Promise<Result> {
  for (let left = patience; left > 0; left -= 1) {
    const lease = await leaseOrForward(person, { people });
    const result = lease === 'taken' ? 'taken' : await held(lease, work);
    if (result !== 'taken') return result;
    if (left === patience) process.stderr.write('the consumer is at this person just now: waiting for it\n');
    await sleep(1000);
  }
  throw new Failure(`somebody has been at this person for ${patience} seconds: nothing of them is forgotten yet`);
}

async function held<Result>(lease: Lease, work: (lease: Lease) => Promise<Result>): Promise<Result> {
  const result = await work(lease).catch(async (error: unknown) => {
    await lease.release();
    throw error;
  });
  if (!(await lease.release()))
    throw new Failure('it took so long that somebody else acts for this person now: nothing of them is forgotten yet');
  return result;
}
