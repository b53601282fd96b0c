import type { Call } from './call.ts';
import { type Connections, connections, type Replied, RequestFailed } from './exchange.ts';

/** What came back, before anyone judges it. */
export type Answer =
  /** `body` is what the JSON holds, the text when it is none, undefined when empty; `after` is Retry-After in seconds. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown; readonly after: number | null }
  /** Not a byte of the request left us. */
  | { readonly kind: 'unsent'; readonly cause: string }
  /** The request was sent, its answer did not come. `broken`: the connection did not hold; else it was too slow or too long. */
  | { readonly kind: 'lost'; readonly cause: string; readonly broken: boolean }
  /** No key is configured, or its secret cannot be read. */
  | { readonly kind: 'keyless'; readonly cause: string };

/** Whether it is harmless to ask again, and may help: the connection did not hold. */
export const isWorthAgain = ({ once }: Call, answer: Answer): boolean => !once && answer.kind === 'lost' && answer.broken;

export interface ClientRule {
  /** With its version. */
  readonly baseUrl: string;
  /** Seconds a call may take. */
  readonly deadline: number;
  /** Seconds after which a connection nobody used is not trusted. */
  readonly idle: number;
  /** Milliseconds, of the wall's clock. */
  now(): number;
  /** The key of the account; may throw. */
  key(): Promise<string | undefined>;
}

export interface BunceClient {
  /** One attempt, never repeated. Never throws. `request` names it, to Bunce and in the logs. */
  send(call: Call, request?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** What can be sent as a header. */
const IS_KEY = /^[!-~]+$/;

/** Survives a frozen and thawed Lambda: connections that may have died meanwhile are left, with nothing in flight on them. */
export function bunceClient(rule: ClientRule): BunceClient {
  const { origin, pathname } = new URL(rule.baseUrl);
  const prefix = pathname.replace(/\/$/, '');
  let open = connections(origin, rule.idle * 1000);
  let usedAt = rule.now();
  let inFlight = 0;

  const leaveStale = (): void => {
    if (inFlight > 0 || rule.now() - usedAt <= rule.idle * 1000) return;
    open.close();
    open = connections(origin, rule.idle * 1000);
  };

  return {
    async send(call, request) {
      const key = (await rule.key().catch(() => undefined))?.trim();
      if (!key) return { kind: 'keyless', cause: 'no key: the secret of Bunce is empty or cannot be read' };
      if (!IS_KEY.test(key))
        return { kind: 'keyless', cause: 'the key is none: it holds a line break, a space or a letter that no key has' };
      leaveStale();
      inFlight += 1;
      try {
        return await exchange(open, { call, request, key, path: `${prefix}${call.path}`, rule });
      } finally {
        inFlight -= 1;
        usedAt = rule.now();
      }
    },
    close: async () => open.close(),
  };
}

interface Exchange {
  readonly call: Call;
  readonly request: string | undefined;
  readonly key: string;
  readonly path: string;
  readonly rule: ClientRule;
}

async function exchange(open: Connections, { call, request, key, path, rule }: Exchange): Promise<Answer> {
  const content = Buffer.from(call.body === undefined ? '' : JSON.stringify(call.body));
  const payload = { 'content-type': 'application/json', 'content-length': String(content.length) };
  const headers = {
    'x-authorization': key,
    accept: 'application/json',
    'accept-encoding': 'identity',
    ...(request !== undefined && { 'x-request-id': request }),
    ...(content.length > 0 && payload),
  };
  try {
    const answer = await open.exchange({ method: call.method, path, headers, content, deadline: rule.deadline * 1000 });
    return { kind: 'answered', status: answer.status, body: parsed(answer.text), after: secondsUntil(answer.headers, rule.now()) };
  } catch (error) {
    if (!(error instanceof RequestFailed)) throw error;
    const { message: cause, broken } = error;
    return error.sent ? { kind: 'lost', cause, broken } : { kind: 'unsent', cause };
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

/** Retry-After holds seconds or an HTTP date, which the answer's own Date is the measure of; the longest of several counts. */
function secondsUntil({ 'retry-after': values = [], date }: Replied['headers'], now: number): number | null {
  const sentAt = [date].flat().map(timeOf).find(Number.isFinite) ?? now;
  const waits = [values].flat().map((value) => (/^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : (timeOf(value) - sentAt) / 1000));
  const known = waits.filter((wait) => wait >= 0);
  return known.length === 0 ? null : Math.max(...known);
}

/** An HTTP date names its day; what merely begins like a date is none. */
const timeOf = (value = ''): number => (/^\s*[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN);
