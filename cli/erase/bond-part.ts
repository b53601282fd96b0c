import type { Customer } from '../../shared/bond/customer.ts';
import { withBond } from '../bond/account.ts';
import type { StackOptions } from '../stack-options.ts';
import { bondCustomersOf } from './at-bond.ts';
import type { Erasing } from './erasing.ts';
import { attempt, type Part } from './part.ts';

/** Whom Bond would be told to delete, or why it could not be asked. */
export interface BondPlan {
  readonly customers: readonly Customer[];
  readonly failed: Part | undefined;
  readonly options: StackOptions & { readonly provider: string };
}

/** Looks for the person at Bond; undefined where Bond is left alone. */
export async function bondPlan(erasing: Erasing, options: StackOptions): Promise<BondPlan | undefined> {
  const { bondName: provider, name, emails, found, stack } = erasing;
  if (provider === undefined) return undefined;
  const at = {
    people: stack.people,
    name: provider,
    person: found.person.id,
    emails,
    id: name.provider === provider ? name.id : undefined,
  };
  const customers: Customer[] = [];
  const looked = await attempt('bond', async () => {
    await withBond({ ...options, provider }, async ({ client }) => void customers.push(...(await bondCustomersOf(client, at))));
    return { text: '' };
  });
  return { customers, failed: looked.ended === 'failed' ? looked : undefined, options: { ...options, provider } };
}

/** Deletes them there; who is gone already is no failure. */
export async function bondPart({ dryRun }: Erasing, { customers, failed, options }: BondPlan): Promise<Part> {
  if (failed) return failed;
  const ids = customers.map((each) => each.customer_id).join(', ');
  return attempt('bond', async () => {
    if (customers.length === 0) return { text: 'Bond: has no customer that leads to this person' };
    if (dryRun) return { text: `Bond: would delete ${ids}` };
    await withBond(options, async ({ client }) => {
      for (const { customer_id: id } of customers) await client.remove(id);
    });
    return { text: `Bond: deleted ${ids}` };
  });
}
