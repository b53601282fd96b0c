import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import { startLocalRun } from '../../local/run.ts';
import { bunceFaults } from './bunce-faults.ts';
import type { Clocks } from '../../local/load/clocks.ts';
import { drain, parkedIn, queueClient } from '../../local/load/drain.ts';
import type { Fault } from './faults.ts';
import { journal as newJournal } from './journal.ts';
import { kills as newKills } from './kills.ts';
import { readLog } from './log.ts';
import { delayed, startProxy } from './proxy.ts';
import { queueFaults } from './queue-faults.ts';
import { type Findings, reconcile } from './reconcile.ts';
import { acceptedInto, sendAll } from '../../local/load/sender.ts';
import { standingBefore, startServers } from '../../local/load/servers.ts';
import type { Stack } from '../../local/load/stack.ts';
import { tableFaults } from './table-faults.ts';
import { webhooksOf } from '../../local/load/webhooks.ts';

export interface ChaosOptions {
  readonly stack: Stack;
  readonly webhooks: number;
  readonly seed: number;
  readonly faults: ReadonlySet<Fault>;
  readonly onAmbiguous: 'retry' | 'park';
  /** How many times as often as usual the faults strike; 1 unless told. */
  readonly severity?: number;
  /** Seconds in which nothing leaves the queue, after which the rest counts as stuck. */
  readonly patience?: number;
  /** Of the embedded SQS. */
  readonly unpatched?: boolean;
  /** Seconds that a wrong key or an outage lasts, unlike the stack's clocks. */
  readonly period?: number;
  /** Milliseconds that each answer of SQS takes longer. */
  readonly queueDelay?: number;
  readonly progress?: (text: string) => void;
  /** What the functions print. */
  readonly onLine?: (line: string) => void;
}

export interface ChaosResult {
  /** All that Bunce was asked, as JSON. */
  readonly log: string;
  readonly findings: Findings;
  readonly injected: ReadonlyMap<string, number>;
  /** Commands that the harness brought into doubt. */
  readonly ambiguous: number;
  /** These and claims left behind before anything was sent. */
  readonly doubted: number;
  readonly seconds: number;
  /** Answers that the machine was too slow to give. */
  readonly late: number;
  readonly stuck: number;
}

/** One run: sends, troubles, drains, reconciles. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { stack, seed, faults, onAmbiguous, progress = () => {} } = options;
  const clocks = { ...stack.clocks, period: options.period ?? stack.clocks.period };
  const began = Date.now();
  const journal = newJournal({ seed, webhooks: options.webhooks, faults, severity: options.severity });
  const webhooks = webhooksOf({ count: options.webhooks, seed, faults });
  let kill = (): void => {};
  const kills = newKills(journal, () => kill());
  const byToken = new Map(webhooks.map((webhook) => [webhook.token, webhook]));
  const [bunce, queues, tables] = await Promise.all([
    startProxy(bunceFaults({ journal, clocks, kills })),
    startProxy(delayed(queueFaults({ journal, kills, webhooks: byToken }), options.queueDelay)),
    startProxy(tableFaults({ journal, kills })),
  ]);
  const servers = await startServers({ unpatched: options.unpatched ?? false });
  queues.lead(servers.queues);
  tables.lead(servers.tables);
  const run = await standingBefore({ queues: queues.url, tables: servers.tables }, async () =>
    startLocalRun({
      assembly: stack.assembly,
      config: stack.config,
      name: `chaos-${began}`,
      environment: {
        BUNCE_BASE_URL: `${bunce.url}/v1`,
        AWS_ENDPOINT_URL_DYNAMODB: tables.url,
        DELIVERY: JSON.stringify(clocks.delivery),
        CHAOS_ON_AMBIGUOUS: onAmbiguous,
        POWERTOOLS_LOG_LEVEL: 'WARN',
        POWERTOOLS_METRICS_DISABLED: 'true',
      },
      onLine: ({ function: name, line }) => options.onLine?.(`${name} ${line}`),
    }),
  );
  const client = queueClient(run);
  try {
    kill = () => run.functions['Consumer']?.kill();
    bunce.lead(run.bunce.url);
    await control(run.bunce.control, clocks);
    const accepted = acceptedInto(journal);
    await sendAll({
      gateway: run.gateway,
      webhooks,
      concurrency: 24,
      onAccepted(webhook) {
        accepted(webhook);
        progress(`accepted ${journal.accepted.size} of ${webhooks.length}`);
      },
    });
    const strangers = webhooks.some(({ kind }) => kind === 'stranger') ? (clocks.delivery.waitForSibling ?? 0) : 0;
    const patience = options.patience ?? clocks.visibility * 4 + clocks.period + 45 + strangers;
    const stuck = await drain({
      client,
      url: run.queues['Queue']?.url ?? '',
      patience,
      progress: (left) => progress(`accepted ${journal.accepted.size}, ${left} left on the queue`),
    });
    const parked = await parkedIn(client, run.queues['Parked']?.url ?? '');
    const log = await readLog(run.bunce.control);
    return {
      log: log.text,
      findings: reconcile({ webhooks, journal, log, parked, onAmbiguous }),
      injected: journal.injected,
      ambiguous: journal.ambiguous.size,
      doubted: new Set([...journal.ambiguous, ...journal.leftBehind]).size,
      seconds: (Date.now() - began) / 1000,
      late: bunce.late() + tables.late() + queues.late(),
      stuck,
    };
  } finally {
    client.destroy();
    await run.stop();
    await Promise.all([bunce.close(), queues.close(), tables.close(), servers.close()]);
  }
}

/** The simulator's limit, at the run's pace. */
async function control(url: string, { limit }: Clocks): Promise<void> {
  const response = await fetch(`${url}/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-authorization': LOCAL_KEYS.test },
    body: JSON.stringify(limit),
  });
  if (!response.ok) throw new Error(`the simulator refuses its limit: ${await response.text()}`);
}
