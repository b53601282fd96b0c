import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';

import * as z from 'zod/mini';

import type { Account, Attribute, Customer, EventDefinition, Segment, Trigger } from './account.ts';
import type { LogEntry, Simulator } from './simulator.ts';

/** Writes a simulator down. */
export interface Keeper {
  /** Something may have changed. */
  changed(): void;
  /** What is not written yet is. */
  close(): void;
}

/** Milliseconds: what a kill may lose. */
const PAUSE = 500;

/** Entries of the log that outlive a restart. */
const LOGGED = 5000;

/** Goes on with what the file holds, and keeps it up to date. One that cannot be read is as if there were none. */
export function keepSimulator(simulator: Simulator, file: string): Keeper {
  restore(simulator, file);
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    timer = undefined;
    writeFileSync(`${file}.new`, serialize(stateOf(simulator)), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    changed: () => void (timer ??= setTimeout(write, PAUSE)),
    close() {
      if (timer === undefined) return;
      clearTimeout(timer);
      write();
    },
  };
}

/** In one piece: a customer stands in several maps, and is one all the same. */
const stateOf = ({ accounts, triggers, log }: Simulator) => ({
  live: recordsOf(accounts.live),
  test: recordsOf(accounts.test),
  triggers,
  log: log.slice(-LOGGED),
});

const recordsOf = ({ customers, emails, attributes, events, transactions, segments }: Account) => ({
  customers,
  emails,
  attributes,
  events,
  transactions,
  segments,
});

const mapOf = <Value>() => z.custom<Map<string, Value>>((value) => value instanceof Map);
const Records = z.object({
  customers: mapOf<Customer>(),
  emails: mapOf<Customer[]>(),
  attributes: mapOf<Attribute>(),
  events: mapOf<EventDefinition>(),
  transactions: z.array(z.record(z.string(), z.unknown())),
  segments: mapOf<Segment>(),
});
const State = z.object({ live: Records, test: Records, triggers: z.array(z.custom<Trigger>()), log: z.array(z.custom<LogEntry>()) });

function restore({ accounts, triggers, log }: Simulator, file: string): void {
  const held = read(file);
  if (!held) return;
  for (const mode of ['live', 'test'] as const) refill(accounts[mode], held[mode]);
  triggers.push(...held.triggers);
  log.push(...held.log);
}

function refill(account: Account, { transactions, ...maps }: z.infer<typeof Records>): void {
  account.transactions.push(...transactions);
  fill(account.customers, maps.customers);
  fill(account.emails, maps.emails);
  fill(account.attributes, maps.attributes);
  fill(account.events, maps.events);
  fill(account.segments, maps.segments);
}

function fill<Value>(into: Map<string, Value>, from: ReadonlyMap<string, Value>): void {
  for (const [key, value] of from) into.set(key, value);
}

function read(file: string): z.infer<typeof State> | undefined {
  try {
    return State.safeParse(deserialize(readFileSync(file))).data;
  } catch {
    return undefined;
  }
}
