import type { Row } from './webhook.ts';
import type { Seen } from './seen.ts';

/** What a webhook is looked for by: its ids, and whom it is about. */
export function findable(
  { row: { provider }, taken }: Pick<Seen, 'row' | 'taken'>,
  { reference, type }: Pick<Row, 'reference' | 'type'>,
): string {
  const people = taken?.envelope.commands.flatMap(({ command: { customer } }) => wordsIn(customer)) ?? [];
  return [...new Set([provider, type, reference, ...people])].join(' ').toLowerCase();
}

/** Every text inside. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
