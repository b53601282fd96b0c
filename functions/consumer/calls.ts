import type { BunceClient } from '../../shared/bunce/client.ts';
import { judge, type Judgement } from '../../shared/bunce/status.ts';
import type { Call } from '../../shared/bunce/wire.ts';
import type { Log } from '../../shared/runtime/log.ts';
import type { Metrics } from '../../shared/runtime/metrics.ts';
import type { Delivery, Reply } from './delivery.ts';
import type { Gate, Tell } from './gate.ts';
import type { Pace } from './pace.ts';

/** A call, and what must be done when its turn has come and before it is sent; anything but undefined takes its place. */
export interface Asked extends Call {
  readonly claim?: () => Promise<Delivery | undefined>;
}

/** Asks Bunce on behalf of an envelope, when its turn has come. */
export type Ask = (call: Asked, envelopeId: string) => Promise<Reply>;

/** What lives as long as the instance, and what one invocation adds. */
export interface Asking {
  readonly client: BunceClient;
  readonly gate: Gate;
  readonly pace: Pace;
  readonly log: Log;
  readonly metrics: Metrics;
  sleep(ms: number): Promise<void>;
  /** Milliseconds of the invocation that a call may still start in. */
  usable(): number;
}

/** While the gate is shut or tokens are short the batch is held, as long as its time allows: cheaper than cycling the backlog. */
export function asker({ client, gate, pace, log, metrics, sleep, usable }: Asking): Ask {
  const turn = async (): Promise<Tell | undefined> => {
    for (;;) {
      const wait = Math.max(gate.wait(), pace.wait());
      if (usable() <= 0) return undefined;
      if (wait === 0) {
        pace.take();
        return gate.enter();
      }
      await sleep(Math.min(wait, usable()));
    }
  };

  return async (call, envelopeId) => {
    const tell = await turn();
    if (!tell) return { kind: 'held', after: gate.wait() / 1000 };
    const taken = await claimed(call, tell);
    if (taken) return { kind: 'taken', delivery: taken };
    const judgement = judge(await client.send(call));
    const closedGate = tell(judgement, envelopeId);
    report(judgement, { log, metrics, call, envelopeId, closedGate });
    return { ...judgement, closedGate };
  };
}

/** A gate that waits for the answer of its probe must hear that there will be none. */
async function claimed({ claim }: Asked, tell: Tell): Promise<Delivery | undefined> {
  let isOurs = false;
  try {
    const taken = await claim?.();
    isOurs = taken === undefined;
    return taken;
  } finally {
    if (!isOurs) tell(undefined, '');
  }
}

interface Reporting extends Pick<Asking, 'log' | 'metrics'> {
  readonly call: Call;
  readonly envelopeId: string;
  readonly closedGate: boolean;
}

function report(judgement: Judgement, { log, metrics, call, envelopeId, closedGate }: Reporting): void {
  const status = judgement.kind === 'ok' ? 'ok' : String(judgement.status ?? 'none');
  metrics.count('bunceCalls', { call: call.name, status });
  if (judgement.kind === 'busy') metrics.count('throttled');
  log.info('asked Bunce', { correlation_id: envelopeId, call: call.name, status });
  if (!closedGate) return;
  metrics.count('gateClosed');
  const reason = judgement.kind === 'misdirected' ? `wrong ${judgement.setting}` : 'Bunce is down';
  log.error(`no calls for now: ${reason}`, { correlation_id: envelopeId, call: call.name, status, setting: settingOf(judgement) });
}

const settingOf = (judgement: Judgement): string | undefined => {
  if (judgement.kind !== 'misdirected') return undefined;
  return judgement.setting === 'key' ? 'the secret BUNCE_SECRET_ID' : 'bunce.baseUrl';
};
