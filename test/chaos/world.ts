import { LOCAL_KEYS } from '../../local/bunce/server.ts';
import type { LocalRun } from '../../local/local-run.ts';
import { startLocalRun } from '../../local/run.ts';
import { bunceFaults } from './bunce-faults.ts';
import type { Clocks } from '../../local/load/clocks.ts';
import type { Fault } from './faults.ts';
import type { Journal } from './journal.ts';
import { kills as newKills } from './kills.ts';
import { delayed, startProxy } from './proxy.ts';
import { queueFaults } from './queue-faults.ts';
import { standingBefore, startServers } from '../../local/load/servers.ts';
import { secretFaults } from './secret-faults.ts';
import type { Stack } from '../../local/load/stack.ts';
import type { Rules } from './stories/addresses.ts';
import { tableFaults } from './table-faults.ts';
import { type Trace, traced } from './trace.ts';
import type { Webhook } from './webhook.ts';

export interface WorldOptions {
  readonly stack: Stack;
  readonly clocks: Clocks;
  readonly journal: Journal;
  readonly webhooks: ReadonlyMap<string, Webhook>;
  readonly rules: Rules;
  readonly faults: ReadonlySet<Fault>;
  readonly onAmbiguous: 'retry' | 'park';
  readonly unpatched: boolean;
  readonly queueDelay: number;
  readonly onLine?: ((line: string) => void) | undefined;
  readonly trace?: Trace | undefined;
}

export interface World {
  readonly run: LocalRun;
  /** Every provider's secret is replaced, and the receivers have heard of it. */
  rotate(): void;
  /** Answers that found the caller gone. */
  late(): number;
  close(): Promise<void>;
}

/** The local run, with trouble between it and all that it calls. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { stack, clocks, journal, webhooks, trace } = options;
  let kill = (): void => {};
  const kills = newKills(journal, () => kill());
  const ledger = new Map<string, string>();
  const keeping = secretFaults(journal);
  const [bunce, queues, tables, secrets] = await Promise.all([
    startProxy(traced('Bunce', { handle: bunceFaults({ journal, clocks, kills, webhooks }), trace })),
    startProxy(traced('SQS', { handle: delayed(queueFaults({ journal, kills, webhooks, ledger }), options.queueDelay), trace })),
    startProxy(traced('DynamoDB', { handle: tableFaults({ journal, kills, ledger, clocks }), trace })),
    startProxy(keeping.handle),
  ]);
  const servers = await startServers({ unpatched: options.unpatched });
  queues.lead(servers.queues);
  tables.lead(servers.tables);
  const run = await standingBefore({ queues: queues.url, tables: servers.tables }, async () =>
    startLocalRun({
      assembly: stack.assembly,
      project: stack.project,
      name: `chaos-${Date.now()}`,
      environment: environmentOf(options, { bunce: bunce.url, tables: tables.url, secrets: secrets.url }),
      onLine: ({ function: name, line }) => options.onLine?.(`${name} ${line}`),
    }),
  );
  kill = () => run.functions['Consumer']?.kill();
  bunce.lead(run.bunce.url);
  secrets.lead(run.environment['AWS_ENDPOINT_URL_SECRETS_MANAGER'] ?? '');
  await control(run.bunce.control, { settings: clocks.limit, switches: options.rules });
  return {
    run,
    rotate() {
      keeping.rotate();
      // As if the minutes had passed for which a receiver keeps what it has read.
      for (const [name, each] of Object.entries(run.functions)) if (name !== 'Consumer') each.kill();
    },
    late: () => bunce.late() + tables.late() + queues.late(),
    async close() {
      await run.stop();
      await Promise.all([bunce.close(), queues.close(), tables.close(), secrets.close(), servers.close()]);
    },
  };
}

const SKEW = new URL('./skew.ts', import.meta.url).href;

const environmentOf = ({ clocks, onAmbiguous, faults }: WorldOptions, urls: Record<'bunce' | 'tables' | 'secrets', string>) => ({
  ...(faults.has('skew') && { NODE_OPTIONS: `--import=${SKEW}` }),
  AWS_ENDPOINT_URL_SECRETS_MANAGER: urls.secrets,
  BUNCE_BASE_URL: `${urls.bunce}/v1`,
  AWS_ENDPOINT_URL_DYNAMODB: urls.tables,
  DELIVERY: JSON.stringify(clocks.delivery),
  CHAOS_ON_AMBIGUOUS: onAmbiguous,
  POWERTOOLS_LOG_LEVEL: 'WARN',
  POWERTOOLS_METRICS_DISABLED: 'true',
});

/** The simulator's limit, at the run's pace, and what it does where the documentation says nothing. */
async function control(url: string, told: Readonly<Record<string, object>>): Promise<void> {
  for (const [name, body] of Object.entries(told)) {
    const response = await fetch(`${url}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-authorization': LOCAL_KEYS.test },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the simulator refuses its ${name}: ${await response.text()}`);
  }
}
