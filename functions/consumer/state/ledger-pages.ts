import type { Item } from '../../../shared/runtime/marshal.ts';
import { type Page, pageIn } from './ledger.ts';

/** The prints of all that is being told, was told, or was parked: by `occasionPrint`. */
export async function occasionsIn(items: AsyncIterable<Item>): Promise<ReadonlySet<string>> {
  const prints = new Set<string>();
  for await (const item of items) {
    for (const { occasion } of pageIn(item.pk, item).entries.values()) if (occasion !== undefined) prints.add(occasion);
  }
  return prints;
}

/** Whether the consumer has had a step of this page at all. */
export const isBegun = ({ entries, failing }: Page): boolean => entries.size > 0 || failing !== undefined;
