import type { Call } from '../../../shared/bunce/call.ts';
import { type BunceClient, isWorthAgain } from '../../../shared/bunce/client.ts';
import { type Away, judge, type Judgement } from '../../../shared/bunce/status.ts';
import type { TokenBucket } from '../../../shared/bunce/token-bucket.ts';
import type { Log } from '../../../shared/runtime/log.ts';
import type { Metrics } from '../../../shared/runtime/metrics.ts';
import type { CircuitBreaker, Tell } from './circuit-breaker.ts';
import type { Reply } from './reply.ts';

/** A call, and what must be done when its turn has come and before it is sent; anything but undefined takes its place. */
export interface Asked<Taken> extends Call {
  readonly claim?: () => Promise<Taken | undefined>;
}

/** While the circuit is open or tokens are short, callers are held, as long as the invocation allows: cheaper than cycling the backlog. */
export interface Caller {
  /** Asks Bunce on behalf of a message, when its turn has come; what is harmless is asked once more where the connection broke. */
  ask<Taken = never>(call: Asked<Taken>, message: string): Promise<Reply<Taken>>;
  /** Resolves when the circuit lets a call through, if only to probe; false when the invocation's usable time ends first. */
  waitForCircuit(): Promise<boolean>;
  /** Milliseconds of this invocation in which calls waited for a token; of calls side by side each counts. */
  paced(): number;
}

/** What lives as long as the instance, and what one invocation adds. */
export interface Ports {
  readonly client: Pick<BunceClient, 'send'>;
  readonly circuit: CircuitBreaker;
  readonly bucket: TokenBucket;
  readonly away: Away;
  readonly log: Log;
  readonly metrics: Metrics;
  sleep(ms: number): Promise<void>;
  /** Names a request, so that Bunce's people can find it. */
  newId(): string;
  /** Milliseconds of the invocation that a call may still start in. */
  usable(): number;
}

/** The caller of one invocation. */
export function caller(ports: Ports): Caller {
  const { circuit, bucket } = ports;
  let paced = 0;
  /** Undefined when the time is over. Nothing may come between the look and the step. */
  const inTime = async <Got>(wait: () => number, go: () => Got): Promise<Got | undefined> => {
    for (;;) {
      const [left, usable] = [wait(), ports.usable()];
      if (usable <= 0) return undefined;
      if (left === 0) return go();
      if (circuit.wait() === 0) paced += Math.min(left, usable);
      await ports.sleep(Math.min(left, usable));
    }
  };
  /** Every attempt on the wire takes a token. */
  const turn = async (): Promise<Tell | undefined> =>
    inTime(
      () => Math.max(circuit.wait(), bucket.wait()),
      () => {
        bucket.take();
        return circuit.enter();
      },
    );

  return {
    async ask(call, message) {
      const tell = await turn();
      if (!tell) return { kind: 'held', after: circuit.wait() / 1000 };
      const value = await orTell(tell, async () => call.claim?.());
      if (value !== undefined) {
        tell(undefined, message);
        return { kind: 'taken', value };
      }
      const first = await attempt(call, { ports, tell, message });
      const again = first.again ? await turn() : undefined;
      return again ? (await attempt(call, { ports, tell: again, message })).reply : first.reply;
    },
    waitForCircuit: async () => (await inTime(circuit.wait, () => true)) ?? false,
    paced: () => paced,
  };
}

/** A circuit that waits for the answer of its probe must hear when there will be none. */
async function orTell<Got>(tell: Tell, work: () => Promise<Got>): Promise<Got> {
  try {
    return await work();
  } catch (error) {
    tell(undefined, '');
    throw error;
  }
}

interface Attempt {
  readonly ports: Ports;
  readonly tell: Tell;
  readonly message: string;
}

async function attempt(call: Call, { ports, tell, message }: Attempt) {
  const request = ports.newId();
  const answer = await orTell(tell, async () => ports.client.send(call, request));
  const judgement = judge(answer, ports.away);
  const opened = tell(judgement, message);
  const own = !opened && (judgement.kind !== 'misdirected' || ports.circuit.isTrusted());
  const reply = { ...judgement, opened, own };
  report(reply, { ...ports, call, message, request });
  return { reply, again: !reply.opened && isWorthAgain(call, answer) };
}

interface Reporting extends Pick<Ports, 'log' | 'metrics'> {
  readonly call: Call;
  readonly message: string;
  readonly request: string;
}

function report(reply: Judgement & { readonly opened: boolean }, { log, metrics, call, message, request }: Reporting): void {
  const status = reply.kind === 'ok' ? 'ok' : String(reply.status ?? 'none');
  metrics.count('bunceCalls', { call: call.name, status });
  if (reply.kind === 'busy') metrics.count('throttled');
  // What goes well is told once for each webhook, at its end.
  log[reply.kind === 'ok' ? 'debug' : 'info']('asked Bunce', { correlation_id: message, call: call.name, status, request });
  const reason = reply.kind === 'misdirected' ? `wrong ${reply.setting}` : 'Bunce is down';
  const fields = { correlation_id: message, call: call.name, status, setting: settingOf(reply) };
  if (reply.opened) {
    metrics.count('gateClosed');
    if (reply.kind === 'misdirected') metrics.count('misdirected');
    log.error(`no calls for now: ${reason}`, fields);
  } else if (reply.kind === 'misdirected') log.warn(`${reason}, or something before Bunce refuses this call alone`, fields);
}

const settingOf = (judgement: Judgement): string | undefined => {
  if (judgement.kind !== 'misdirected') return undefined;
  return judgement.setting === 'key' ? 'the secret BUNCE_SECRET_ID' : 'bunce.baseUrl';
};
