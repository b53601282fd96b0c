import { setTimeout as sleep } from 'node:timers/promises';

import { bunceClient } from '../client.ts';
import { BUNCE_LIVE } from '../hosts.ts';
import { tokenBucket } from '../token-bucket.ts';
import { asking } from './ask.ts';
import { type Attributes, attributesOf } from './attributes.ts';
import { type Customers, customersOf } from './customers.ts';
import { type Devices, devicesOf } from './devices.ts';
import { type Events, eventsOf } from './events.ts';
import { type Transactions, transactionsOf } from './transactions.ts';

export interface BunceOptions {
  /** With its version: BUNCE_LIVE or BUNCE_SANDBOX. */
  readonly baseUrl: string;
  /** From app.bunce.so/settings/api-webhooks. */
  readonly key: string | undefined;
  /** Bunce allows an address 500, whoever calls from there; default 480. */
  readonly callsPerMinute?: number;
  /** Seconds that one attempt may take; default 20. */
  readonly timeout?: number;
  /** Whether 16 calls may be made at once, from the start; default true. False, four and none at the start, where a process may follow another within the minute: Bunce counts both. */
  readonly burst?: boolean;
  /** How often a call that surely was not done, or that is no harm to repeat, is made again; default 3. */
  readonly retries?: number;
  /** Seconds that a call may be held while Bunce shuts us out, as it does for 60; default 60. Where a user waits, less. */
  readonly patience?: number;
}

/** Bunce's API, one method for each of its calls. All of them throw a BunceError where Bunce does not do as asked. */
export interface Bunce {
  readonly customers: Customers;
  readonly devices: Devices;
  readonly attributes: Attributes;
  readonly events: Events;
  readonly transactions: Transactions;
  /** Ends idle connections at once; they keep no process alive. */
  close(): Promise<void>;
}

/** With these an address stays below its 500 in every minute. */
const BURST = 16;

/** One for each key and process: those of several do not know of each other's pace. */
export function bunce({ baseUrl, key, callsPerMinute = 480, burst = true, timeout = 20, retries = 3, patience = 60 }: BunceOptions): Bunce {
  if (!URL.canParse(baseUrl)) throw new RangeError(`baseUrl takes a URL with its version, such as ${BUNCE_LIVE}, got "${baseUrl}"`);
  const now = (): number => Date.now();
  const client = bunceClient({ baseUrl, deadline: timeout, idle: 4, now, key: async () => key || undefined });
  const bucket = tokenBucket({ now, callsPerMinute, ...(burst && { burst: BURST }) });
  const ask = asking({ client, baseUrl, bucket, retries, patience, now, sleep: async (ms) => sleep(ms) });
  return {
    customers: customersOf(ask),
    devices: devicesOf(ask),
    attributes: attributesOf(ask),
    events: eventsOf(ask),
    transactions: transactionsOf(ask),
    close: async () => client.close(),
  };
}
