import * as z from 'zod/mini';

import type { Ask, BondCall } from './ask.ts';
import { BondError } from './bond-error.ts';
import { unlike } from './refusal.ts';

/** What tells a customer from any other JSON, such as a proxy's. */
const Someone = z.object({ customer_id: z.string() });

interface About extends Pick<BondCall, 'signal'> {
  readonly id: string;
}

/** The customer as Bond tells of them; undefined where Bond knows nobody of this id. */
export async function retrieve(ask: Ask, { id, signal }: About): Promise<unknown> {
  const answer = await ask({ path: pathOf(id), signal }).catch(undefinedIfGone);
  if (answer && Someone.safeParse(answer.body).data?.customer_id !== id) throw unlike(answer);
  return answer?.body;
}

/** Ids are UUIDs; nothing else gets into the path of a call, where it could mean another one. */
export function pathOf(id: string): string {
  if (/^[\w-]{1,64}$/.test(id)) return `/customers/${id}`;
  throw new BondError({ kind: 'unsent', fields: { customer_id: ['is no id of Bond, which are UUIDs.'] } });
}

function undefinedIfGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

/** How Bond says that a customer does not exist (`customer_dne`). Any other 404 means a wrong base URL, not a missing customer. */
export const isGone = (error: unknown): boolean =>
  error instanceof BondError && error.status === 404 && error.code?.startsWith('customer') === true;
