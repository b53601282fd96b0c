import { chance } from '../../local/load/chance.ts';
import { type Doubts, doubts } from './doubts.ts';
import type { Fault } from './faults.ts';

/** What the harness did and saw, by the token of the webhook concerned or by the key of what it tells. */
export interface Journal {
  readonly seed: number;
  readonly webhooks: number;
  readonly severity: number;
  /** Whether the fault befalls this now. */
  strikes(fault: Fault, rule: StrikeRule): boolean;
  /** How often this was asked for, this time included. */
  attempt(key: string): number;
  /** Answered 200. */
  readonly accepted: Set<string>;
  /** Deleted from the queue, at least one copy. */
  readonly settled: Set<string>;
  /** Where the queue put it. */
  readonly places: Map<string, bigint>;
  /** Sent back from the dead-letter queue. */
  readonly replayed: Set<string>;
  /** Sent again into a group of its own. */
  readonly waited: Set<string>;
  readonly doubts: Doubts;
  /** Keys that are broken for good by what the harness did. */
  readonly permanent: Set<string>;
  readonly injected: Map<string, number>;
  /** When something struck by which what was learnt may not have been kept. */
  readonly forgetting: number[];
  /** Calls of whose answer the consumer could make nothing. */
  readonly unheard: Unheard[];
  inject(fault: string): void;
  readonly spent: Spent;
}

/** What a call told Bunce, and between which milliseconds Bunce may have done it. */
export interface Unheard {
  readonly keys: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** What the run cost. */
export interface Spent {
  /** Messages that the queue gave out. */
  receives: number;
  /** Of the message that was given out most often, those aside that wait for another. */
  most: number;
  writeUnits: number;
  readUnits: number;
  /** Requests to DynamoDB. */
  requests: number;
}

export interface StrikeRule {
  /** What befalls it, and for the how-manieth time it is asked for. */
  readonly key: string;
  readonly attempt: number;
  /** Share of attempts. */
  readonly rate: number;
}

export interface JournalOptions {
  readonly seed: number;
  readonly webhooks: number;
  readonly faults: ReadonlySet<Fault>;
  /** How many times as often as usual the faults strike. */
  readonly severity?: number | undefined;
  /** Of one webhook, by its token. */
  triggersOf(token: string): readonly string[];
}

/** Deaths, and all that keeps a release from being written. */
const FORGETTING = /^(kill|release|dynamodb|settling|note-slow|lease-slow|endless)/;

/** No call is troubled for ever. */
const ATTEMPTS = 6;

export function journal({ seed, webhooks, faults, severity = 1, triggersOf }: JournalOptions): Journal {
  const attempts = new Map<string, number>();
  const injected = new Map<string, number>();
  const forgetting: number[] = [];
  const chances = new Map<Fault, number>();
  /** However rare, a fault strikes once: at an occasion that the seed says. */
  const isDue = (fault: Fault): boolean => {
    const count = (chances.get(fault) ?? 0) + 1;
    chances.set(fault, count);
    return count === 2 + Math.floor(chance(seed, fault, 'first') * Math.min(20, webhooks / 4));
  };
  return {
    seed,
    webhooks,
    severity,
    strikes(fault, { key, attempt, rate }) {
      if (!faults.has(fault) || attempt > ATTEMPTS) return false;
      return isDue(fault) || chance(seed, fault, key, attempt) < rate * severity;
    },
    attempt(key) {
      const count = (attempts.get(key) ?? 0) + 1;
      attempts.set(key, count);
      return count;
    },
    accepted: new Set(),
    settled: new Set(),
    replayed: new Set(),
    places: new Map(),
    waited: new Set(),
    doubts: doubts(triggersOf),
    permanent: new Set(),
    injected,
    forgetting,
    unheard: [],
    inject(fault) {
      injected.set(fault, (injected.get(fault) ?? 0) + 1);
      if (FORGETTING.test(fault)) forgetting.push(Date.now());
    },
    spent: { receives: 0, most: 0, writeUnits: 0, readUnits: 0, requests: 0 },
  };
}

/** How often something strikes in the whole run. */
export interface Often {
  readonly least: number;
  /** Once for so many webhooks. */
  readonly per: number;
}

/** What hurts everybody comes so many times in a run, whatever its length, each after a number of calls that the seed says. */
export function schedule(
  journal: Pick<Journal, 'seed' | 'webhooks' | 'strikes' | 'inject'>,
  { fault, least, per }: Often & { readonly fault: Fault },
): () => boolean {
  const times = Math.max(least, Math.round(journal.webhooks / per));
  const places = new Set(
    Array.from({ length: times }, (_, index) => 1 + Math.floor(chance(journal.seed, fault, index) * journal.webhooks)),
  );
  let calls = 0;
  return () => {
    calls += 1;
    const due = places.has(calls) && journal.strikes(fault, { key: fault, attempt: 1, rate: 1.1 });
    if (due) journal.inject(fault);
    return due;
  };
}
