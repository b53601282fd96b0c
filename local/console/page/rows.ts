import { computed, type ReadonlySignal, signal } from '@preact/signals';

import type { Row } from '../protocol.ts';

/** Webhooks that stay in the page; the oldest go first. */
const KEPT = 10_000;

/** Newest first; undefined until the server has answered. */
export const rows = signal<readonly Row[] | undefined>(undefined);

const arrived = new Map<string, Row>();
let isDue = false;

/** New ones and changed ones, into the list with the next frame: however many come, it is drawn once. */
export function takeRows(news: readonly Row[]): void {
  for (const row of news) arrived.set(row.id, row);
  if (isDue) return;
  isDue = true;
  if (document.hidden) setTimeout(flush, 1000);
  else requestAnimationFrame(flush);
}

function flush(): void {
  isDue = false;
  if (!rows.peek() || arrived.size === 0) return;
  rows.value = merged(rows.peek() ?? [], arrived);
  arrived.clear();
}

/** The list as the server has it; what came by the stream meanwhile is newer than that if it has come further. */
export function setRows(list: readonly Row[]): void {
  for (const { id, took } of list) if ((arrived.get(id)?.took ?? 0) < took) arrived.delete(id);
  rows.value = merged(list, arrived);
  arrived.clear();
}

function merged(list: readonly Row[], news: ReadonlyMap<string, Row>): readonly Row[] {
  const unknown = new Map(news);
  const kept = list.map((row) => {
    const changed = unknown.get(row.id);
    unknown.delete(row.id);
    return changed ?? row;
  });
  const first = [...unknown.values()].sort((a, b) => b.at - a.at);
  return [...first, ...kept].slice(0, KEPT);
}

/** One of them, as it changes. */
export const rowOf = (id: string): ReadonlySignal<Row | undefined> => computed(() => rows.value?.find((row) => row.id === id));
