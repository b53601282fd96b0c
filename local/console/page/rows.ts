import { computed, type ReadonlySignal, signal } from '@preact/signals';

import { MOST } from '../protocol.ts';
import type { Row } from '../webhook.ts';

/** Newest first; undefined until the server has answered. */
export const rows = signal<readonly Row[] | undefined>(undefined);

/** Who sent them. */
export const senders = signal<readonly string[]>([]);

const known = new Set<string>();
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
  if (rows.peek()) takeIn(rows.peek() ?? []);
}

/** The list as the server has it; what came by the stream meanwhile is newer than that if it has come further. */
export function setRows(list: readonly Row[]): void {
  for (const { id, took } of list) if ((arrived.get(id)?.took ?? took) < took) arrived.delete(id);
  known.clear();
  for (const { id } of list) known.add(id);
  noteSenders(list);
  takeIn(list);
}

/** Into a list of known ones. Those that changed are mostly near its top, so a frame costs no look at all of them. */
function takeIn(list: readonly Row[]): void {
  const news = [...arrived.values()];
  arrived.clear();
  const first = news.filter(({ id }) => !known.has(id)).sort((a, b) => b.at - a.at);
  const all = [...first, ...list];
  for (const row of news) if (known.has(row.id)) all[all.findIndex(({ id }) => id === row.id)] = row;
  for (const { id } of first) known.add(id);
  for (const { id } of all.splice(MOST.webhooks)) known.delete(id);
  noteSenders(first);
  rows.value = all;
}

function noteSenders(news: readonly Row[]): void {
  const unknown = news.filter(({ provider }) => !senders.peek().includes(provider));
  if (unknown.length > 0) senders.value = [...new Set([...senders.peek(), ...unknown.map(({ provider }) => provider)])].sort();
}

/** One of them, as it changes. */
export const rowOf = (id: string): ReadonlySignal<Row | undefined> => computed(() => rows.value?.find((row) => row.id === id));
