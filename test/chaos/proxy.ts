import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { Pool } from 'undici';

import { close, listen } from '../../local/loopback.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the caller gets: an answer, a cut connection, nothing until it gives up, or an answer that never ends. */
export type Outcome = Answer | 'cut' | 'silence' | 'endless';

export interface Exchange {
  readonly asked: Asked;
  /** Asks the server behind, with another body if one is given. */
  forward(body?: string): Promise<Answer>;
  /** Whether the caller has left, by death or out of patience. */
  gone(): boolean;
  /** Told when the caller hangs up after the answer instead of asking on: its patience may have ended while the answer lay unread. */
  whenLeft(told: () => void): void;
}

export type Handle = (exchange: Exchange) => Promise<Outcome>;

export interface Proxy {
  readonly url: string;
  /** Answers that found the caller gone. */
  late(): number;
  /** Where the requests go. */
  lead(upstream: string): void;
  close(): Promise<void>;
}

/** Each answer comes so many milliseconds later. */
export const delayed = (handle: Handle, delay = 0): Handle =>
  delay === 0
    ? handle
    : async (exchange) => {
        const outcome = await handle(exchange);
        await pause(delay);
        return outcome;
      };

/** A server on loopback between the functions and one that they call; `handle` decides what becomes of each request. */
export async function startProxy(handle: Handle): Promise<Proxy> {
  let pool: Pool | undefined;
  let late = 0;
  const leaving = new WeakMap<Socket, () => void>();

  const exchangeOf = async (request: IncomingMessage, response: ServerResponse): Promise<Exchange> => {
    const { method = 'GET', url: path = '/', headers, socket } = request;
    const asked = { method, path, headers, body: (await buffer(request)).toString() };
    leaving.delete(socket);
    return {
      asked,
      forward: async (body = asked.body) => forward(pool, { ...asked, body }),
      gone: () => response.destroyed,
      whenLeft: (told) => void leaving.set(socket, told),
    };
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const outcome = await handle(await exchangeOf(request, response));
    if (outcome === 'silence') return;
    if (outcome === 'endless') return drip(response);
    if (response.destroyed) late += 1;
    if (outcome === 'cut') request.socket.destroy();
    else response.writeHead(outcome.status, { ...outcome.headers, 'content-length': Buffer.byteLength(outcome.body) }).end(outcome.body);
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A mistake of the harness must not pass for trouble that it made on purpose.
      if (!response.destroyed) console.error(`${request.url}: ${error instanceof Error ? error.message : String(error)}`);
      request.socket.destroy();
    });
  });
  server.on('connection', (socket) => socket.once('close', () => leaving.get(socket)?.()));
  const url = await listen(server);
  return {
    url,
    late: () => late,
    lead: (upstream) => (pool = new Pool(new URL(upstream).origin, { connections: 32 })),
    async close() {
      await close(server);
      await pool?.destroy();
    },
  };
}

/** Until the caller leaves. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"success":true,"data":[');
  const dripping = setInterval(() => response.write('1,'), 100);
  response.once('close', () => clearInterval(dripping));
}

/** What belongs to one connection, not to the message. */
const HOP = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'expect']);

async function forward(pool: Pool | undefined, { method, path, headers, body }: Asked): Promise<Answer> {
  if (!pool) throw new Error('the proxy leads nowhere yet');
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.has(name)));
  const { statusCode, headers: answered, body: content } = await pool.request({ method, path, headers: kept, body: body || null });
  const type = answered['content-type'];
  const after = answered['retry-after'];
  return {
    status: statusCode,
    headers: { 'content-type': String(type ?? 'application/json'), ...(after !== undefined && { 'retry-after': String(after) }) },
    body: await content.text(),
  };
}
