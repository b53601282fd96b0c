import { bunceKey } from '../../functions/consumer/people/person-ref.ts';
import type { People } from '../../functions/consumer/state/people.ts';

/** Which of Bunce's customers are people who were erased, asked of the table for all of them at once. */
export async function erasedAmong(ids: readonly string[], people: People): Promise<ReadonlySet<string>> {
  const ownerOf = (id: string): readonly string[] => [people.look(bunceKey(id)).owner ?? []].flat();
  await people.load(ids.map(bunceKey));
  await people.load([], ids.flatMap(ownerOf));
  return new Set(ids.filter((id) => ownerOf(id).some((owner) => people.seen(owner)?.erasedAt !== undefined)));
}
