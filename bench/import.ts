import { setTimeout as pause } from 'node:timers/promises';

import { announceRun } from '../local/run-file.ts';
import { REAL } from '../local/load/clocks.ts';
import { sendEvenly } from '../local/load/evenly.ts';
import { type Sendable, sendAll } from '../local/load/sender.ts';
import type { Webhook } from '../local/load/webhooks.ts';
import { createdIn, type Judged, judgeImport } from '../local/load/import-judged.ts';
import { importFromBond, type Importing, invent } from '../local/load/importing.ts';
import { followTriggers, type Latencies, type Percentiles } from './latencies.ts';
import { type Mixing, population, purchases } from './mix.ts';
import { project } from './project.ts';
import { startSystem, type System } from './system.ts';

export interface ImportOptions extends Pick<Importing, 'callsPerMinute'> {
  /** Of Bond's. */
  readonly customers: number;
  /** For which the stream runs alone, at first. */
  readonly seconds: number;
  /** Webhooks. */
  readonly backlog: number;
  readonly json?: boolean;
}

/** Webhooks a second. */
const STREAM = 3;
const KNOWN: Mixing = { from: 0, count: 60 };

/** Bond's customers into Bunce by its real limit: beside a live stream, then beside a backlog; killed once in each, and run again. Exits 1 beyond the limits. */
export async function printImport(options: ImportOptions): Promise<void> {
  const system = await startSystem(REAL);
  const withdraw = await announceRun(project, system.run);
  const latencies = await followTriggers(system);
  try {
    const measured = await measure({ system, latencies }, options);
    const rows = rowsOf(measured);
    if (options.json) console.log(JSON.stringify(measured));
    else for (const { what, value, most } of rows) console.log(`${value.toFixed(1).padStart(8)} ${what} (at most ${most})`);
    if (rows.some(({ value, most }) => !(value <= most))) process.exitCode = 1;
  } finally {
    await latencies.stop();
    await withdraw();
    await system.close();
  }
}

interface Measured extends Judged {
  readonly alone: Percentiles;
  readonly beside: Percentiles;
  /** Of all processes of the import, in MB. */
  readonly peak: number;
  /** Of the last. */
  readonly report: unknown;
}

interface Live {
  readonly system: System;
  readonly latencies: Latencies;
}

async function measure({ system, latencies }: Live, { customers, seconds, backlog, callsPerMinute }: ImportOptions): Promise<Measured> {
  const { run } = system;
  const { root } = project;
  await invent(run, customers);
  const created = createdIn(run);
  const until = (share: number) => async (): Promise<boolean> => (await created()) >= customers * share;
  const webhooks = webhooksOf({ seconds, backlog });
  await stream({ system, latencies, webhooks: webhooks.known });
  said(`the stream alone, ${seconds} s`);
  const alone = await stream({ system, latencies, webhooks: webhooks.alone });
  said('the stream beside the import');
  const ending = new AbortController();
  const beside = stream({ system, latencies, webhooks: webhooks.beside, signal: ending.signal });
  const first = await importFromBond({ run, root, callsPerMinute, isEnough: until(0.5) }).finally(() => ending.abort());
  const besideIt = await beside;
  said(`killed; ${backlog} webhooks onto the queue`);
  await flood(system, webhooks.backlog);
  said('the import beside them');
  const second = await importFromBond({ run, root, callsPerMinute, isEnough: until(0.75) });
  said('killed, and run again: it waits until the people are let go whom the last one had in hand');
  const third = await importFromBond({ run, root, callsPerMinute });
  return {
    alone,
    beside: besideIt,
    peak: Math.max(first.peak, second.peak, third.peak),
    report: third.report,
    ...(await judgeImport(run, { count: customers, tokens: Object.values(webhooks).flatMap((each) => each.map(({ token }) => token)) })),
  };
}

/** Of the stream beside the import only as many are sent as that takes. */
const webhooksOf = ({ seconds, backlog }: Pick<ImportOptions, 'seconds' | 'backlog'>) => ({
  known: population(KNOWN),
  alone: purchases({ from: 200_000, count: seconds * STREAM }, KNOWN),
  beside: purchases({ from: 300_000, count: 100_000 }, KNOWN),
  backlog: purchases({ from: 500_000, count: backlog }, KNOWN),
});

const said = (text: string): void => console.error(`${new Date().toTimeString().slice(0, 8)} ${text}`);

interface Streaming extends Live {
  readonly webhooks: readonly Webhook[];
  readonly signal?: AbortSignal;
}

/** Until they have all arrived. */
async function stream({ system, latencies, webhooks, signal }: Streaming): Promise<Percentiles> {
  const onSent = ({ token }: Sendable): void => latencies.sent(token);
  await sendEvenly({ gateway: system.run.gateway, webhooks, perSecond: STREAM, onSent, ...(signal && { signal }) });
  while (latencies.open() > 0) await pause(100);
  return latencies.percentiles();
}

const flood = async ({ run }: System, webhooks: readonly Webhook[]): Promise<void> =>
  sendAll({ gateway: run.gateway, webhooks, concurrency: 32, onAccepted: () => {} });

function rowsOf({ alone, beside, peak, calls, strangers, customers }: Measured) {
  return [
    { what: `ms p99 beside the import, ${alone.p99} ms without`, value: beside.p99, most: 2 * alone.p99 },
    { what: 'calls of Bunce in any minute', value: calls.most, most: 500 },
    { what: 'refused by its limit', value: calls.refused, most: 0 },
    { what: 'triggers that no webhook asked for', value: strangers, most: 0 },
    { what: 'of the customers missing', value: customers.missing, most: 0 },
    { what: 'of the customers there twice', value: customers.doubled, most: 0 },
    { what: 'MB the import held', value: peak, most: 512 },
  ];
}
