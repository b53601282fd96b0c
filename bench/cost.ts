import { costOf } from '../infra/prices.ts';
import { KNOWN, startMeasuring, type Usage } from './measuring.ts';
import { mixOf, purchases } from './mix.ts';
import { sendBurst } from './system.ts';

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

async function measured(count: number) {
  const measuring = await startMeasuring();
  try {
    const mix = await measuring.used(mixOf({ from: 100_000, count }, KNOWN), sendBurst);
    const bought = await measuring.used(purchases({ from: 200_000, count: count / 2 }, KNOWN), sendBurst);
    const operations = Object.entries(mix.operations).map(([operation, times]) => `${operation} ${each(times, mix)}`);
    return {
      rows: { mix: rowOf(mix), 'known purchase': rowOf(bought) },
      series: [...mix.series].toSorted(),
      operations: operations.join(', '),
    };
  } finally {
    await measuring.close();
  }
}

const each = (total: number, { webhooks }: Pick<Usage, 'webhooks'>): number => Math.round((total / webhooks) * 100) / 100;

function rowOf(used: Usage): Row {
  const { writes, reads, requests, logBytes, webhooks } = used;
  const dollars = costOf('writeUnit', writes) + costOf('readUnit', reads) + costOf('logByte', logBytes);
  return {
    'write units': each(writes, used),
    'read units': each(reads, used),
    requests: each(requests, used),
    'log bytes': Math.round(logBytes / webhooks),
    '$ per million': each(dollars * 1e6, used),
  };
}
