import { Failure } from '../failure.ts';
import { confirm, interactive } from '../prompt.ts';
import { UsageError } from '../usage.ts';
import type { BondPlan } from './bond-part.ts';
import type { Erasing } from './erasing.ts';

interface Asking {
  readonly bond: BondPlan | undefined;
  readonly yes: boolean;
}

/** Asks before anything in AWS is erased, or anybody at Bond deleted. Throws where the answer is no, or nobody can answer. */
export async function mayErase({ stack: { target }, found: { person } }: Erasing, { bond, yes }: Asking): Promise<void> {
  if (yes || (target.local && !bond)) return;
  if (!interactive()) throw new UsageError('erase asks first, and there is nobody to ask: --yes erases without asking');
  const known = [person.account, person.bunceId, person.id].find((each) => each !== undefined && each !== '-');
  const beside = bond?.customers.length ? `, and delete ${bond.customers.map((each) => each.customer_id).join(', ')} at Bond` : '';
  if (!(await confirm(`Erase ${known} in the ${target.where}${beside}? Nothing brings them back.`)))
    throw new Failure('nothing was changed');
}
