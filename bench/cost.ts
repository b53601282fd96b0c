import { costOf } from '../infra/prices.ts';
import type { LogLine } from '../local/lambda/environment.ts';
import type { Webhook } from '../local/load/webhooks.ts';
import { firstPurchases, mixOf, population, purchases } from './mix.ts';
import { spokenIn } from './spoken.ts';
import { COUNTING, sendBurst, startSystem, type System } from './system.ts';
import { countUnits, type CountingProxy } from './units.ts';

/** For each webhook. */
const LIMITS = {
  mix: { 'write units': 5, 'read units': 4, requests: 4, 'log bytes': 1000 },
  'known purchase': { 'write units': 4, 'read units': 3 },
} as const;
/** Of each provider, while all is well. */
const SERIES_LIMIT = 3;

export interface CostOptions {
  readonly webhooks: number;
  readonly json?: boolean;
}

interface Row {
  readonly 'write units': number;
  readonly 'read units': number;
  readonly requests: number;
  readonly 'log bytes': number;
  /** DynamoDB and logs. */
  readonly '$ per million': number;
}

type Rows = Readonly<Record<keyof typeof LIMITS, Row>>;

/** What a webhook costs in AWS, as the table server and the functions' own lines say; leaves exit code 1 over budget. */
export async function printCost({ webhooks, json }: CostOptions): Promise<void> {
  const { rows, series, operations } = await measured(webhooks);
  const perProvider = Math.max(...PROVIDERS.map((name) => series.filter((each) => each.includes(`provider=${name}`)).length));
  const dollars = costOf('metric', series.length);
  const over = overBudget({ rows, perProvider });
  if (json) console.log(JSON.stringify({ rows, series, perProvider, operations, over }, null, 2));
  else {
    console.table(rows);
    console.log(`requests to DynamoDB for a webhook of the mix: ${operations}`);
    console.log(`metric series: ${series.length} ($${dollars.toFixed(2)} a month), of a provider ${perProvider} (at most ${SERIES_LIMIT})`);
    for (const each of series) console.log(`  ${each}`);
    console.log(over.length === 0 ? 'within budget' : `over budget: ${over.join(' · ')}`);
  }
  if (over.length > 0) process.exitCode = 1;
}

const PROVIDERS = ['clerk', 'paystack'] as const;

function overBudget({ rows, perProvider }: { readonly rows: Rows; readonly perProvider: number }): readonly string[] {
  const limits = [
    ...Object.entries(LIMITS.mix).map(([what, most]) => ({
      of: 'mix',
      what,
      most,
      found: Number(new Map(Object.entries(rows.mix)).get(what)),
    })),
    ...Object.entries(LIMITS['known purchase']).map(([what, most]) => ({
      of: 'known purchase',
      what,
      most,
      found: Number(new Map(Object.entries(rows['known purchase'])).get(what)),
    })),
    { of: 'a provider', what: 'metric series', most: SERIES_LIMIT, found: perProvider },
  ];
  return limits
    .filter(({ most, found }) => !(found <= most))
    .map(({ of, what, most, found }) => `${of}: ${found} ${what}, at most ${most}`);
}

const KNOWN = { from: 0, count: 300 } as const;

interface Measuring {
  readonly system: System;
  readonly proxy: CountingProxy;
  readonly lines: LogLine[];
}

async function measured(count: number) {
  const lines: LogLine[] = [];
  const proxies: CountingProxy[] = [];
  const before = async (tables: string): Promise<string> => {
    const proxy = await countUnits(tables);
    proxies.push(proxy);
    return proxy.url;
  };
  const system = await startSystem(COUNTING, { before, onLine: (line) => lines.push(line), level: 'INFO' });
  const [proxy] = proxies;
  try {
    if (!proxy) throw new Error('nothing stands before the tables');
    const measuring = { system, proxy, lines };
    await system.limit(COUNTING.limit);
    // Whom the measured webhooks are about has signed up and has bought by this provider before.
    await sent(population(KNOWN), measuring);
    await sent(firstPurchases(KNOWN), measuring);
    const mix = await sent(mixOf({ from: 100_000, count }, KNOWN), measuring);
    const bought = await sent(purchases({ from: 200_000, count: count / 2 }, KNOWN), measuring);
    return { rows: { mix: mix.row, 'known purchase': bought.row }, series: mix.series, operations: mix.operations };
  } finally {
    await system.close();
    await proxy?.close();
  }
}

async function sent(webhooks: readonly Webhook[], { system, proxy, lines }: Measuring) {
  proxy.counted();
  lines.length = 0;
  await sendBurst(system, webhooks);
  const { requests, writes, reads, operations } = proxy.counted();
  const { bytes, series } = spokenIn(lines);
  const each = (total: number): number => Math.round((total / webhooks.length) * 100) / 100;
  const dollars = costOf('writeUnit', writes) + costOf('readUnit', reads) + costOf('logByte', bytes);
  const row: Row = {
    'write units': each(writes),
    'read units': each(reads),
    requests: each(requests),
    'log bytes': Math.round(bytes / webhooks.length),
    '$ per million': each(dollars * 1e6),
  };
  const named = Object.entries(operations).map(([operation, times]) => `${operation} ${each(times)}`);
  return { row, series: [...series].toSorted(), operations: named.join(', ') };
}
