import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'undici';

import { type Sendable, until200 } from './sender.ts';

export interface Evenly {
  readonly gateway: string;
  readonly webhooks: Iterable<Sendable>;
  /** Webhooks. */
  readonly perSecond: number;
  /** Ends it before the webhooks do. */
  readonly signal?: AbortSignal;
  onSent?(webhook: Sendable): void;
}

/** Sends one after the other at this pace, however long each takes. Resolves when all that were sent are taken. */
export async function sendEvenly({ gateway, webhooks, perSecond, signal, onSent }: Evenly): Promise<void> {
  const pool = new Pool(gateway, { connections: 32 });
  const began = Date.now();
  const sent: Promise<void>[] = [];
  for (const webhook of webhooks) {
    const wait = began + (sent.length * 1000) / perSecond - Date.now();
    if (wait > 0) await pause(wait);
    if (signal?.aborted) break;
    onSent?.(webhook);
    sent.push(until200(pool, webhook));
  }
  await Promise.all(sent);
  await pool.close();
}

/** The most of these times, in milliseconds and in order, within any so many milliseconds. */
export function mostWithin(milliseconds: number, times: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    while (at - (times[first] ?? at) >= milliseconds) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
