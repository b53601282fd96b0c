import * as z from 'zod/mini';

import type { LocalRun } from '../local-run.ts';
import { tokenAt } from './webhooks.ts';

const Entry = z.object({ at: z.string(), method: z.string(), path: z.string(), status: z.number(), body: z.unknown() });
export type Entry = z.infer<typeof Entry>;

/** What Bunce's simulator was asked, from that place on. */
export async function logOf({ bunce }: Pick<LocalRun, 'bunce'>, since = 0): Promise<readonly Entry[]> {
  const answer = await fetch(`${bunce.control}/log?since=${since}`);
  return z.array(Entry).parse(await answer.json());
}

/** The webhooks of which this is an accepted trigger. Every event's time is a second of its own. */
export const triggered = ({ path, status, body }: Entry): readonly string[] =>
  path.endsWith('/events/trigger') && status < 300 ? (/\d{4}-\d\d-\d\dT[\d:]+Z/.exec(JSON.stringify(body)) ?? []).map(tokenAt) : [];
