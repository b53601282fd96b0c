import { type Connections, connections, RequestFailed } from './exchange.ts';
import type { Call } from './wire.ts';

/** What came back, before anyone judges it. */
export type Answer =
  /** `body` is what the JSON holds, the text when it is none, undefined when empty; `after` is Retry-After in seconds. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown; readonly after: number | null }
  /** Not a byte of the request left us. */
  | { readonly kind: 'unsent'; readonly cause: string }
  /** The request was sent, its answer did not come. */
  | { readonly kind: 'lost'; readonly cause: string }
  /** No key is configured, or its secret cannot be read. */
  | { readonly kind: 'keyless'; readonly cause: string };

export interface ClientRule {
  /** With its version. */
  readonly baseUrl: string;
  /** Seconds a call may take. */
  readonly deadline: number;
  /** Seconds after which a connection nobody used is not trusted. */
  readonly idle: number;
  now(): number;
  /** The key of the account; may throw. */
  key(): Promise<string | undefined>;
}

export interface BunceClient {
  /** Never throws. Sends once more by itself only what is harmless and failed at once. */
  send(call: Call): Promise<Answer>;
  close(): Promise<void>;
}

/** Survives a frozen and thawed Lambda: connections that may have died meanwhile are left, with nothing in flight on them. */
export function bunceClient(rule: ClientRule): BunceClient {
  const { origin, pathname } = new URL(rule.baseUrl);
  const prefix = pathname.replace(/\/$/, '');
  let open = connections(origin, rule.idle * 1000);
  let usedAt = rule.now();
  let inFlight = 0;

  const attempt = async (asked: Omit<Exchange, 'path'>): Promise<Answer> => {
    if (inFlight === 0 && rule.now() - usedAt > rule.idle * 1000) {
      open.close();
      open = connections(origin, rule.idle * 1000);
    }
    inFlight += 1;
    try {
      return await exchange(open, { ...asked, path: `${prefix}${asked.call.path}` });
    } finally {
      inFlight -= 1;
      usedAt = rule.now();
    }
  };

  return {
    async send(call) {
      const key = await rule.key().catch(() => undefined);
      if (key === undefined) return { kind: 'keyless', cause: 'no key: the secret of Bunce is empty or cannot be read' };
      const startedAt = rule.now();
      const deadline = rule.deadline * 1000;
      const answer = await attempt({ call, key, deadline });
      const left = deadline - (rule.now() - startedAt);
      return answer.kind === 'lost' && !call.once && left > deadline / 2 ? attempt({ call, key, deadline: left }) : answer;
    },
    close: async () => open.close(),
  };
}

interface Exchange {
  readonly call: Call;
  readonly key: string;
  readonly path: string;
  /** Milliseconds. */
  readonly deadline: number;
}

async function exchange(open: Connections, { call, key, path, deadline }: Exchange): Promise<Answer> {
  const content = Buffer.from(call.body === undefined ? '' : JSON.stringify(call.body));
  const payload = { 'content-type': 'application/json', 'content-length': String(content.length) };
  const headers = { 'x-authorization': key, accept: 'application/json', ...(content.length > 0 && payload) };
  try {
    const answer = await open.exchange({ method: call.method, path, headers, content, deadline });
    return { kind: 'answered', status: answer.status, body: parsed(answer.text), after: secondsUntil(answer.headers['retry-after']) };
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    return { kind: error.sent ? 'lost' : 'unsent', cause: error.message };
  }
}

function parsed(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Retry-After holds seconds or an HTTP date; the longest of several counts. */
function secondsUntil(values: string | readonly string[] = []): number | null {
  const waits = [values].flat().map((value) => (/^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000));
  const known = waits.filter((wait) => Number.isFinite(wait) && wait >= 0);
  return known.length === 0 ? null : Math.max(...known);
}
