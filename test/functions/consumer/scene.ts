import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { onTestFinished } from 'vitest';

import { caller } from '../../../functions/consumer/calls/caller.ts';
import { circuitBreaker } from '../../../functions/consumer/calls/circuit-breaker.ts';
import { tokenBucket } from '../../../shared/bunce/token-bucket.ts';
import { consume, type Ports } from '../../../functions/consumer/consume.ts';
import { holderOf } from '../../../functions/consumer/people/person.ts';
import { ledgerIn } from '../../../functions/consumer/state/ledger.ts';
import { peopleIn } from '../../../functions/consumer/state/people.ts';
import { tokensIn } from '../../../functions/consumer/state/tokens.ts';
import { LOCAL_KEYS } from '../../../local/bunce/server.ts';
import type { Switches } from '../../../local/bunce/switches.ts';
import { bunceClient } from '../../../shared/bunce/client.ts';
import type { Envelope } from '../../../shared/queue/envelope.ts';
import { type Config, stageOf } from '../../../shared/config/config.ts';
import type { DeliverySettings } from '../../../shared/config/delivery-settings.ts';
import { table } from '../../../shared/runtime/table.ts';
import { openBunce } from './bunce.ts';
import { observed } from './observed.ts';
import { openQueues } from './queues.ts';
import { CONFIG } from './shop.ts';
import { openTable } from './tables.ts';

export interface SceneOptions {
  readonly switches?: Partial<Switches>;
  readonly delivery?: Partial<DeliverySettings>;
  readonly config?: Partial<Config>;
  /** Bunce's key as the consumer finds it. */
  readonly key?: string | undefined;
}

/** What an invocation has otherwise. */
export type Over = Partial<Ports> | ((ports: Ports) => Partial<Ports>);

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A consumer between real embedded servers. Its clock moves on instead of sleeping. */
export async function openScene(options: SceneOptions = {}) {
  const { switches = {}, delivery = {} } = options;
  const config = { ...CONFIG, ...options.config };
  const key = 'key' in options ? options.key : LOCAL_KEYS.test;
  const [bunce, post, tables] = await Promise.all([openBunce({ switches, config }), openQueues(), openTable()]);
  const client = bunceClient({ baseUrl: bunce.url, deadline: 2, idle: 4, now: Date.now, key: async () => key });
  onTestFinished(async () => client.close());

  const clock = { ahead: 0 };
  /** Which account of Bunce is behind the URL. */
  const behind = { account: config.bunce.account };
  const now = (): number => Date.now() + clock.ahead;
  const sleep = async (ms: number): Promise<void> => void (clock.ahead += ms);
  // Fixed dates of tests may be years old.
  const staged = stageOf(config, 'default');
  const settings = { ...staged, delivery: { ...staged.delivery, oldestEvent: 3_155_760_000, ...delivery } };
  const { callsPerMinute, gateClosed, lockOut, backoffCeiling } = settings.delivery;
  const calling = {
    client,
    circuit: circuitBreaker({ now, openFor: gateClosed }),
    bucket: tokenBucket({ now, callsPerMinute: callsPerMinute / 2 }),
    away: { least: lockOut, most: backoffCeiling },
    newId: () => crypto.randomUUID(),
  };
  const { counts, lines, ...ports } = observed();
  const state = table({ client: tables.client, name: 'state', sleep });
  const stores = { ledger: ledgerIn(state, now), tokens: tokensIn(state) };

  const world = (): Ports => {
    const endsAt = now() + 45_000;
    const token = crypto.randomUUID();
    const people = peopleIn(state, {
      token,
      until: () => endsAt + 15_000,
      holder: holderOf({ bunce: { ...settings.bunce, ...behind } }),
      now,
    });
    const calls = caller({ ...calling, ...ports, sleep, usable: () => endsAt - now() });
    return {
      settings,
      catalogue: bunce.catalogue,
      caller: calls,
      token,
      people,
      ...stores,
      queues: post.queues,
      ...ports,
      now,
      random: () => 0.5,
    };
  };

  /** One invocation with what the queue holds, or its first few; the ids of the messages that came back, or undefined when there was nothing. */
  const invoke = async (over: Over = {}, most?: number): Promise<readonly string[] | undefined> => {
    const records = await post.records(most);
    if (records.length === 0) return undefined;
    const ports = world();
    const { batchItemFailures } = await consume(records, { ...ports, ...(typeof over === 'function' ? over(ports) : over) });
    const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    await post.acknowledge(records.filter(({ messageId }) => !back.has(messageId)));
    return records.filter(({ messageId }) => back.has(messageId)).map(({ body }) => /"id":"([^"]+)"/.exec(body)?.[1] ?? 'junk');
  };

  /** Invokes until the queue is empty. */
  const drain = async (most = 12): Promise<void> => {
    for (let left = most; left > 0; left -= 1) if (!(await invoke())) return;
  };

  return {
    ...bunce,
    ...post,
    clock,
    behind,
    counts,
    lines,
    state,
    tables: tables.client,
    invoke,
    drain,
    /** The keys of all that is kept of people. */
    async people() {
      const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: 'state' }));
      return Items.flatMap(({ pk }) => (pk?.S?.startsWith('person#') ? [pk.S] : []));
    },
    /** What is sent is worked off before anything else comes. */
    async tell(...envelopes: readonly Envelope[]) {
      await post.send(...envelopes);
      await drain();
    },
  };
}
