import { signal } from '@preact/signals';

import type { ParkedRow } from '../../lists.ts';
import { change } from '../change.ts';
import { makeStale } from '../stale.ts';
import { counted } from '../words.ts';

/** Whether a replay also takes what is older than its event may be. */
export const isLateMeant = signal(false);

/** One of them, or all that are parked for a reason. */
export interface Chosen {
  readonly reason: string;
  readonly id?: string;
  readonly count: number;
}

export const chosenOne = ({ id, reason }: ParkedRow): Chosen => ({ id, reason, count: 1 });

const WEBHOOKS = ['webhook', 'webhooks'] as const;
const selectionOf = ({ id, reason }: Chosen) => (id === undefined ? { reason } : { id });

/** Gives it back to the queue, to be delivered as the config is now. */
export async function replay(chosen: Chosen): Promise<void> {
  const isLate = isLateMeant.value || chosen.reason === 'too-late';
  const asked = {
    title: `Replay ${counted(chosen.count, WEBHOOKS)}?`,
    text: 'Bunce is told what it was not told yet, as the config is now.',
    action: 'Replay',
  };
  if (await change('/api/parked/replay', { body: { ...selectionOf(chosen), isLate }, ...asked })) makeStale(['parked']);
}

/** Deletes it for good. */
export async function drop(chosen: Chosen): Promise<void> {
  const asked = {
    title: `Drop ${counted(chosen.count, WEBHOOKS)}?`,
    text: `What is parked as "${chosen.reason}" is deleted for good, and Bunce never hears of it.`,
    action: 'Drop',
    isFinal: true,
  };
  if (await change('/api/parked/drop', { body: selectionOf(chosen), ...asked })) makeStale(['parked']);
}
