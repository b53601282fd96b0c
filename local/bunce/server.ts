import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { isFromHere, ONLY_FROM_HERE } from '../from-here.ts';
import { refused, type Answer } from './answer.ts';
import { control } from './control.ts';
import { keepSimulator } from './kept.ts';
import { Limit } from './rate-limit.ts';
import { type LogEntry, newSimulator, reply, type Asked, type Simulator, type SimulatorPorts } from './simulator.ts';
import type { Switches } from './switches.ts';

/** The keys the simulator knows by default: one per mode. */
export const LOCAL_KEYS = { test: 'sk_test_local_bunce', live: 'sk_live_local_bunce' } as const;

export interface BunceSimulatorOptions {
  /** 0, the default, is any free port. */
  readonly port?: number;
  readonly keys?: readonly string[];
  readonly switches?: Partial<Switches>;
  readonly limit?: Partial<Limit>;
  readonly ports?: Partial<SimulatorPorts>;
  /** Told of each request when it has been processed. */
  readonly onEntry?: ((entry: LogEntry) => void) | undefined;
  /** Keeps its state, and goes on with it. */
  readonly keptIn?: string | undefined;
}

export interface BunceSimulator {
  /** The base URL for a client, `/v1` included. */
  readonly url: string;
  /** Where its control routes begin, `/_simulator` included. */
  readonly control: string;
  readonly port: number;
  close(): Promise<void>;
}

const systemPorts: SimulatorPorts = { now: () => new Date(), newId: randomUUID, random: Math.random };

/** No body reads as an empty one; undefined is a body that is no JSON, or does not say that it is. */
function jsonOf(written: string, type = ''): unknown {
  if (written === '') return {};
  try {
    return /\bjson\b/i.test(type) ? JSON.parse(written) : undefined;
  } catch {
    return undefined;
  }
}

async function askedOf(request: IncomingMessage): Promise<Asked> {
  const { method = 'GET', url = '/', headers, socket } = request;
  const [path = '/', search] = url.split('?', 2);
  const { 'x-authorization': key, 'x-request-id': name } = headers;
  return {
    method,
    path,
    query: new URLSearchParams(search),
    key: typeof key === 'string' ? key : undefined,
    ...(typeof name === 'string' && { request: name }),
    address: socket.remoteAddress ?? '',
    // Control takes JSON however it is labelled: `curl -d` says it is a form.
    body: jsonOf(await textOf(request), path.startsWith('/_simulator') ? 'json' : headers['content-type']),
  };
}

function send(response: ServerResponse, { status, body, text, headers }: Answer): void {
  const payload = Buffer.from(text ?? JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': payload.length, ...headers }).end(payload);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly closing: AbortSignal;
}

async function serve(simulator: Simulator, { request, response, closing }: Exchange): Promise<void> {
  const asked = await askedOf(request);
  if (asked.path.startsWith('/_simulator'))
    return send(response, isFromHere(request) ? control(simulator, asked) : refused(403, `Simulator: ${ONLY_FROM_HERE}`));
  const { answer, delay } = reply(simulator, asked);
  if (delay > 0) await wait(delay, undefined, { signal: closing });
  if (answer) send(response, answer);
  else request.socket.destroy();
}

/** A fault of the simulator's own, or a client that went away. */
function broken(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else send(response, refused(500, `Simulator: ${String(error)}`));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** A strict Bunce on 127.0.0.1, all of it in memory; control routes at `/_simulator`. Rejects if the port is taken. */
export async function startBunceSimulator(options: BunceSimulatorOptions = {}): Promise<BunceSimulator> {
  const { port = 0, keys = Object.values(LOCAL_KEYS), switches = {}, limit = {}, ports = {}, onEntry, keptIn } = options;
  const simulator = newSimulator({ keys, switches, limit: Limit.parse(limit), ports: { ...systemPorts, ...ports }, onEntry });
  const keeper = keptIn === undefined ? undefined : keepSimulator(simulator, keptIn);
  const closing = new AbortController();
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(simulator, { request, response, closing: closing.signal })
      .catch((error: unknown) => broken(response, error))
      .finally(() => keeper?.changed());
  });
  const bound = await listen(server, port);
  return {
    url: `http://127.0.0.1:${bound}/v1`,
    control: `http://127.0.0.1:${bound}/_simulator`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve(keeper?.close()));
        server.closeAllConnections();
      }),
  };
}
