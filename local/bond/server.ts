import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { isFromHere, ONLY_FROM_HERE } from '../from-here.ts';
import { close, listen } from '../loopback.ts';
import { type Answer, refused } from './answer.ts';
import { controlOf, refill, type Subscriber } from './control.ts';
import { courierOf } from './courier.ts';
import { reply } from './simulator.ts';
import type { Asked, Bond, BondPorts, Keys } from './state.ts';
import { type Switches, SwitchesShape } from './switches.ts';

/** The API key the simulator knows by default: what the local secret of `bond` holds. */
export const LOCAL_BOND_KEYS: Keys = { identity: '3f8f6f2e-0d1c-4c86-9a51-2b7f3c9d4e50', authorization: 'local-bond-key' };

export interface BondSimulatorOptions {
  /** 0, the default, is any free port. */
  readonly port?: number;
  readonly keys?: Keys;
  readonly switches?: Partial<Switches>;
  /** Who is told from the start, such as the local gateway; more by POST /webhooks. */
  readonly subscribers?: readonly Subscriber[];
  readonly ports?: Partial<BondPorts>;
}

export interface BondSimulator {
  /** The base URL for a client, `/api/v0.1` included; control routes are at `/_simulator` of the same origin. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const BASE = '/api/v0.1';

const systemPorts: BondPorts = { now: () => new Date(), newId: randomUUID, random: Math.random };

function newBond({ keys = LOCAL_BOND_KEYS, switches = {}, ports = {} }: BondSimulatorOptions): Bond & { stop(): void } {
  const state = {
    ports: { ...systemPorts, ...ports },
    keys,
    brand: '5a0c4b1e-7d0f-4a35-9b53-0f1c2b7f9d10',
    switches: SwitchesShape.parse(switches),
    customers: new Map(),
    subscriptions: new Map(),
    answered: new Map(),
    faults: [],
    deliveries: [],
    log: [],
  };
  return { ...state, ...courierOf(state) };
}

/** A strict Bond on 127.0.0.1, all of it in memory, with a few customers. Rejects if the port is taken. */
export async function startBondSimulator(options: BondSimulatorOptions = {}): Promise<BondSimulator> {
  const { port = 0, subscribers = [] } = options;
  const bond = newBond(options);
  refill(bond, subscribers);
  const control = controlOf(bond, subscribers);
  const closing = new AbortController();
  const server = createServer((request, response) => {
    serve({ bond, control, request, response, signal: closing.signal }).catch(() => response.destroy());
  });
  const origin = await listen(server, { port, variable: 'BOND_PORT' });
  return {
    url: `${origin}${BASE}`,
    port: Number(new URL(origin).port),
    async close() {
      closing.abort();
      bond.stop();
      await close(server);
    },
  };
}

interface Exchange {
  readonly bond: Bond;
  readonly control: (asked: Asked) => Answer;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
}

async function serve({ bond, control, request, response, signal }: Exchange): Promise<void> {
  const asked = await askedOf(request);
  if (asked.path.startsWith('/_simulator'))
    return send(response, isFromHere(request) ? control(asked) : refused({ status: 403, code: 'control', message: ONLY_FROM_HERE }));
  if (!asked.path.startsWith(`${BASE}/`)) return send(response, refused({ status: 404, code: 'not_found', message: `No ${asked.path}` }));
  const { answer, delay } = reply(bond, { ...asked, path: asked.path.slice(BASE.length) });
  if (delay > 0) await pause(delay, undefined, { signal });
  if (answer) send(response, answer);
  else response.destroy();
}

async function askedOf(request: IncomingMessage): Promise<Asked> {
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  return { method: request.method ?? 'GET', path, query, headers: request.headers, body: parsed(await text(request)) };
}

function parsed(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body, text: plain, headers }: Answer): void {
  const payload = Buffer.from(plain ?? JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': payload.length, ...headers }).end(payload);
}
