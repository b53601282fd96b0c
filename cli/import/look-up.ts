import { newIdOf } from '../../functions/consumer/people/person.ts';
import { emailIn } from '../../functions/consumer/people/whole.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import type { Task } from './task.ts';

const PER_PAGE = 100;

/** Bunce's customers that these may be, by their Bunce ids: one question for all, or a few where their names are long. By id only those whose ids the identity provider or the merchant says. */
export async function customersAt(tasks: readonly Task[], { by }: { readonly by: 'id' | 'email' }): Promise<ReadonlyMap<string, Customer>> {
  const [first] = tasks;
  const wanted = tasks.flatMap((task) => (by === 'id' ? idOf(task) : emailOf(task)) ?? []);
  const rows = (await first?.customers.list({ perPage: PER_PAGE, ...(by === 'id' ? { ids: wanted } : { emails: wanted }) }).all()) ?? [];
  return new Map(rows.map((row) => [row.customer_id, row]));
}

const idOf = ({ lease: { person }, ref }: Task): string | undefined =>
  ref.owned || ref.own ? (person.bunceId ?? newIdOf(person, ref)) : undefined;

const emailOf = ({ lease: { person }, ref }: Task): string | undefined => emailIn(person, ref);
