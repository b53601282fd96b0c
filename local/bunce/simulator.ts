import { newAccount, type Account, type AccountPorts, type Mode, type Trigger } from './account.ts';
import { refused, type Answer } from './answer.ts';
import { processes, strike, struckAnswer, type ActiveFault, type Fault } from './faults.ts';
import { rateLimiter, type Limit, type RateLimiter } from './rate-limit.ts';
import { route } from './routes.ts';
import { SwitchesShape, type Switches } from './switches.ts';

export interface SimulatorPorts extends AccountPorts {
  /** 0 to 1, for faults with a rate. */
  random(): number;
}

/** One request and what came of it, in order of processing. `status` 0 is a connection cut without an answer. */
export interface LogEntry {
  readonly at: string;
  readonly mode: Mode | null;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
  readonly effect?: 'not processed' | 'processed, answer lost' | 'rate limited';
}

/** The whole state of the simulator; the server and its control routes share it. */
export interface Simulator {
  readonly ports: SimulatorPorts;
  readonly keys: ReadonlyMap<string, Mode>;
  readonly accounts: Readonly<Record<Mode, Account>>;
  readonly switches: Switches;
  readonly limiter: RateLimiter;
  readonly faults: ActiveFault[];
  readonly triggers: Trigger[];
  readonly log: LogEntry[];
}

interface Founding {
  readonly ports: SimulatorPorts;
  readonly keys: readonly string[];
  readonly switches: Partial<Switches>;
  readonly limit: Limit;
}

function modeOf(key: string): Mode {
  if (/^sk_live_./.test(key)) return 'live';
  if (/^sk_test_./.test(key)) return 'test';
  throw new RangeError(`a Bunce key begins with sk_live_ or sk_test_: ${key.slice(0, 8)}…`);
}

export function newSimulator({ ports, keys, switches: chosen, limit }: Founding): Simulator {
  const switches = SwitchesShape.parse(chosen);
  const triggers: Trigger[] = [];
  const account = (mode: Mode): Account => newAccount({ mode, ports, switches, triggers });
  return {
    ports,
    keys: new Map(keys.map((key) => [key, modeOf(key)])),
    accounts: { live: account('live'), test: account('test') },
    switches,
    limiter: rateLimiter(limit, ports),
    faults: [],
    triggers,
    log: [],
  };
}

/** A request as it came over the wire, its body read; `body` undefined is one that is no JSON. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly key: string | undefined;
  readonly address: string;
  readonly body: unknown;
}

function handled(
  { switches, accounts }: Simulator,
  { asked, mode, fault }: { asked: Asked; mode: Mode | undefined; fault: Fault | undefined },
): Answer {
  if (!mode) return refused(401, 'Unauthenticated');
  const found = route(asked, switches);
  if ('status' in found) return found;
  const { query, body } = asked;
  if (body === undefined) return refused(switches.invalidJsonStatus, 'The request body is not valid JSON');
  return found.handle(accounts[mode], { params: found.params, query, body, rowErrors: fault?.rowErrors ?? {} });
}

/** What to send and when; no answer is a connection to cut. */
export interface Reply {
  readonly answer: Answer | undefined;
  readonly delay: number;
}

/** Limit, then faults, then key and route. What a request changes has changed when this returns; only the answer may wait. */
export function reply(simulator: Simulator, asked: Asked): Reply {
  const { limiter, faults, keys, ports } = simulator;
  const mode = keys.get(asked.key ?? '');
  const refusal = limiter.refusal(asked.address);
  if (refusal) {
    record(simulator, { asked, mode, answer: refusal, effect: 'rate limited' });
    return { answer: refusal, delay: 0 };
  }
  const { delay, fault } = strike(faults, { method: asked.method, path: asked.path, random: () => ports.random() });
  const real = processes(fault) ? handled(simulator, { asked, mode, fault }) : undefined;
  const answer = struckAnswer(real, fault);
  record(simulator, { asked, mode, answer, ...effectOf(fault) });
  return { answer, delay };
}

function effectOf(fault: Fault | undefined): Pick<LogEntry, 'effect'> {
  if (!processes(fault)) return { effect: 'not processed' };
  return fault?.processedButLost ? { effect: 'processed, answer lost' } : {};
}

interface Occurrence extends Pick<LogEntry, 'effect'> {
  readonly asked: Asked;
  readonly mode: Mode | undefined;
  readonly answer: Answer | undefined;
}

function record({ log, ports }: Simulator, { asked, mode, answer, ...effect }: Occurrence): void {
  const { method, path, query, body } = asked;
  const given = answer?.text ?? answer?.body ?? null;
  const at = ports.now().toISOString();
  log.push({
    at,
    mode: mode ?? null,
    method,
    path,
    query: String(query),
    body: body ?? null,
    status: answer?.status ?? 0,
    answer: given,
    ...effect,
  });
}
