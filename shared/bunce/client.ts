import { Readable } from 'node:stream';

import { Pool } from 'undici';

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
  const options = { connections: 4, allowH2: false, keepAliveTimeout: rule.idle * 1000, keepAliveMaxTimeout: rule.idle * 1000 };
  let pool = new Pool(origin, options);
  let usedAt = rule.now();
  let inFlight = 0;

  const attempt = async (call: Call, key: string): Promise<Answer> => {
    if (inFlight === 0 && rule.now() - usedAt > rule.idle * 1000) {
      pool.destroy().catch(() => undefined);
      pool = new Pool(origin, options);
    }
    inFlight += 1;
    try {
      return await exchange(pool, { call, key, path: `${prefix}${call.path}`, deadline: rule.deadline });
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
      const answer = await attempt(call, key);
      const atOnce = rule.now() - startedAt < (rule.deadline * 1000) / 2;
      return answer.kind === 'lost' && atOnce && !call.once ? attempt(call, key) : answer;
    },
    close: async () => pool.destroy(),
  };
}

interface Exchange {
  readonly call: Call;
  readonly key: string;
  readonly path: string;
  readonly deadline: number;
}

async function exchange(pool: Pool, { call, key, path, deadline }: Exchange): Promise<Answer> {
  const content = Buffer.from(call.body === undefined ? '' : JSON.stringify(call.body));
  let sent = false;
  // undici asks for the body when the connection stands and the headers go out: not asked for means nothing was sent.
  async function* body() {
    sent = true;
    yield content;
  }
  const headers = { 'x-authorization': key, accept: 'application/json' };
  const payload = { 'content-type': 'application/json', 'content-length': String(content.length) };
  try {
    const answer = await pool.request({
      method: call.method,
      path,
      signal: AbortSignal.timeout(deadline * 1000),
      ...(content.length === 0 ? { headers } : { headers: { ...headers, ...payload }, body: Readable.from(body(), { objectMode: false }) }),
    });
    const text = await answer.body.text();
    return { kind: 'answered', status: answer.statusCode, body: parsed(text), after: secondsUntil(answer.headers['retry-after']) };
  } catch (error) {
    return { kind: sent || (content.length === 0 && !refusedConnection(error)) ? 'lost' : 'unsent', cause: codeOf(error) };
  }
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'no answer';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

const refusedConnection = (error: unknown): boolean => /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT/.test(codeOf(error));

function parsed(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Retry-After holds seconds or an HTTP date; the longest of several counts. */
function secondsUntil(header: string | readonly string[] | undefined): number | null {
  const waits = [header ?? []]
    .flat()
    .map((value) => (/^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000));
  const known = waits.filter((wait) => Number.isFinite(wait) && wait >= 0);
  return known.length === 0 ? null : Math.max(...known);
}
