import { afterEach, expect } from 'vitest';

import { type BondSimulator, type BondSimulatorOptions, LOCAL_BOND_KEYS, startBondSimulator } from '../../../local/bond/server.ts';

/** A primary address. */
export const HOME = {
  address_type: 'PHYSICAL',
  street: '5 New St.',
  city: 'Boise',
  state: 'ID',
  zip_code: '83702',
  country: 'US',
  is_primary: true,
} as const;

/** The seeds by what they are good for. */
export const AMARA = '6b1f4a52-3c1d-4e0a-8f57-2d9f0a6b7c01';
export const VERIFIED = '9c3e7d84-6f2b-4b7d-9a10-71c5e8d2f402';
export const NOBODY = 'e0e0e0e0-0000-4000-8000-000000000000';

/** Matchers, without vitest's `any`. */
export const someText: unknown = expect.any(String);
export const someTexts: unknown = expect.arrayContaining([someText]);
const someNumber: unknown = expect.any(Number);

/** The four keys of an error that is the caller's fault. */
export const refusal = (code: string, Message: unknown = someText) => ({ Message, Status: someNumber, Code: code, Type: 'Request Error' });

export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly body: unknown;
}

interface Sent {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Client {
  readonly simulator: BondSimulator;
  /** `METHOD /path`, with the right keys by default. */
  call(line: string, sent?: Sent): Promise<Answered>;
  control(line: string, body?: unknown): Promise<Answered>;
}

const running: BondSimulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (simulator) => simulator.close()));
});

/** A simulator of its own for one test, closed after it. */
export async function startBond(options: BondSimulatorOptions = {}): Promise<Client> {
  const simulator = await startBondSimulator(options);
  running.push(simulator);
  const keys = { Identity: LOCAL_BOND_KEYS.identity, Authorization: LOCAL_BOND_KEYS.authorization };
  return {
    simulator,
    call: async (line, { body, headers = {} } = {}) => ask(simulator.url, { line, body, headers: { ...keys, ...headers } }),
    control: async (line, body) => ask(new URL('/_simulator', simulator.url).href, { line, body, headers: {} }),
  };
}

async function ask(base: string, { line, body, headers }: Required<Sent> & { readonly line: string }): Promise<Answered> {
  const [method = 'GET', path = ''] = line.split(' ');
  const response = await fetch(`${base}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const text = await response.text();
  const type = response.headers.get('content-type');
  return { status: response.status, type, body: type === 'application/json' ? JSON.parse(text) : text };
}
