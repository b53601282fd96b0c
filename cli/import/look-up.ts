import { newIdOf } from '../../functions/consumer/people/person.ts';
import { emailIn } from '../../functions/consumer/people/whole.ts';
import type { Customer } from '../../shared/bunce/api/answers.ts';
import type { Task } from './task.ts';

const PER_PAGE = 100;

/** Characters of what a question names: most servers take a URL of 8,000. */
const LONGEST = 6000;

/** Bunce's customers that these may be, by their Bunce ids: one question for all, or a few where their names are long. By id only those whose ids the identity provider or the merchant says. */
export async function customersAt(tasks: readonly Task[], { by }: { readonly by: 'id' | 'email' }): Promise<ReadonlyMap<string, Customer>> {
  const [first] = tasks;
  const wanted = [...new Set(tasks.flatMap((task) => (by === 'id' ? idOf(task) : emailOf(task)) ?? []))];
  const found = new Map<string, Customer>();
  for (const some of piecesOf(wanted)) {
    const rows = (await first?.customers.list({ perPage: PER_PAGE, ...(by === 'id' ? { ids: some } : { emails: some }) }).all()) ?? [];
    for (const row of rows) found.set(row.customer_id, row);
  }
  return found;
}

function piecesOf(texts: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let room = 0;
  for (const text of texts) {
    const length = encodeURIComponent(`,${text}`).length;
    if (length > room) {
      pieces.push([]);
      room = LONGEST;
    }
    room -= length;
    pieces.at(-1)?.push(text);
  }
  return pieces;
}

const idOf = ({ lease: { person }, ref }: Task): string | undefined =>
  ref.owned || ref.own ? (person.bunceId ?? newIdOf(person, ref)) : undefined;

const emailOf = ({ lease: { person }, ref }: Task): string | undefined => emailIn(person, ref);
