import * as z from 'zod/mini';

import type { LocalRun } from '../local-run.ts';
import { type Entry, logOf, triggered } from './bunce-log.ts';
import { mostWithin } from './evenly.ts';

/** What an import did, as Bunce's simulator knows it. */
export interface Judged {
  /** Most in any minute, and how many of them were refused. */
  readonly calls: { readonly most: number; readonly refused: number };
  /** Triggers that no webhook asked for, and those that one asked for and that came again. */
  readonly strangers: number;
  /** Of the invented: those that are missing from Bunce, and those that are there more than once. */
  readonly customers: { readonly missing: number; readonly doubled: number };
}

type Simulators = Pick<LocalRun, 'bunce' | 'bond'>;

export interface Given {
  /** Of the invented customers. */
  readonly count: number;
  /** Of the webhooks that were sent meanwhile. */
  readonly tokens: readonly string[];
}

export async function judgeImport(run: Simulators, { count, tokens }: Given): Promise<Judged> {
  return { ...ofCalls(await logOf(run), new Set(tokens)), customers: await whereabouts(run, count) };
}

const Created = z.object({ customers: z.array(z.unknown()) });

/** How many customers were created many at a time so far, as only an import does. */
export function createdIn(run: Simulators): () => Promise<number> {
  let [seen, sum] = [0, 0];
  return async () => {
    const entries = await logOf(run, seen);
    seen += entries.length;
    return (sum += createdBy(entries));
  };
}

const createdBy = (log: readonly Entry[]): number =>
  log
    .filter(({ path, method, status }) => method === 'POST' && path.endsWith('/customers/bulk') && status < 300)
    .reduce((sum, { body }) => sum + Created.parse(body).customers.length, 0);

function ofCalls(log: readonly Entry[], sent: Set<string>): Omit<Judged, 'customers'> {
  const refused = log.filter(({ status }) => status === 429).length;
  const triggers = log.filter(({ path, status }) => path.endsWith('/events/trigger') && status < 300);
  const strangers = triggers.filter((entry) => !triggered(entry).some((token) => sent.delete(token))).length;
  const times = log.map(({ at }) => Date.parse(at));
  return { calls: { most: mostWithin(60_000, times), refused }, strangers };
}

/** As the simulator of Bond invents them. */
const INVENTED = /^person\d+@/;

const People = z.array(z.object({ email: z.nullish(z.string()) }));

async function whereabouts({ bond, bunce }: Simulators, count: number): Promise<Judged['customers']> {
  const [bonds, bunces] = await Promise.all([bond.url, bunce.url].map(async (url) => emailsAt(url)));
  const times = new Map<string, number>();
  for (const email of bunces ?? []) times.set(email, (times.get(email) ?? 0) + 1);
  const found = (bonds ?? []).map((email) => times.get(email) ?? 0);
  return { missing: count - found.filter((each) => each > 0).length, doubled: found.filter((each) => each > 1).length };
}

async function emailsAt(url: string): Promise<readonly string[]> {
  const all = await fetch(new URL('/_simulator/customers', url));
  return People.parse(await all.json())
    .map(({ email }) => email ?? '')
    .filter((email) => INVENTED.test(email));
}
