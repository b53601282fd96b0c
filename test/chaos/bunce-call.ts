import * as z from 'zod/mini';

import type { Journal } from './journal.ts';
import { keysIn } from './keys.ts';
import type { Asked } from './proxy.ts';

/** A call of Bunce, by what the harness can tell of it. */
export interface Call {
  /** The same however often it is made. */
  readonly key: string;
  readonly attempt: number;
  /** The key of the one trigger that it fires. */
  readonly trigger?: string;
}

const Triggering = z.object({ payload: z.looseObject({ Key: z.string() }) });

export function callOf({ method, path, body }: Asked, journal: Journal): Call {
  const trigger = path.endsWith('/events/trigger') ? Triggering.parse(JSON.parse(body)).payload.Key : undefined;
  const key = `${method} ${path.replace(/\?.*/, '')} ${trigger ?? keysIn(body).join(' ')}`;
  return { key, attempt: journal.attempt(key), ...(trigger !== undefined && { trigger }) };
}
