import type { Row } from './protocol.ts';
import type { Seen } from './record.ts';

/** What a webhook is looked for by: its ids, and whom it is about. */
export function findable(
  { row: { provider }, envelope }: Pick<Seen, 'row' | 'envelope'>,
  { reference, type }: Pick<Row, 'reference' | 'type'>,
): string {
  const people = envelope?.commands.flatMap(({ command: { customer } }) => wordsIn(customer)) ?? [];
  return [...new Set([provider, type, reference, ...people])].join(' ').toLowerCase();
}

/** Every text inside. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
