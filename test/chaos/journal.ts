import { chance } from '../../local/load/chance.ts';
import type { Fault } from './faults.ts';

/** What the harness did and saw, by the token of the webhook concerned. */
export interface Journal {
  readonly seed: number;
  readonly webhooks: number;
  strikes(fault: Fault, rule: StrikeRule): boolean;
  /** How often this was asked for, this time included. */
  attempt(key: string): number;
  /** Answered 200. */
  readonly accepted: Set<string>;
  /** Where the queue put it: group and place in it. */
  readonly places: Map<string, Place>;
  /** Sent again into a group of its own. */
  readonly waited: Set<string>;
  /** Ledger key → token of the trigger. */
  readonly triggers: Map<string, string>;
  /** Triggers that are claimed and not yet noted, by ledger key: what a kill leaves in doubt. */
  readonly open: Map<string, string>;
  /** Triggers that were sent and of which nothing has been noted since. */
  readonly inFlight: Set<string>;
  /** What the harness did to them between sending and record, or in the place of an answer, excuses doubling. */
  readonly ambiguous: Set<string>;
  /** Claims that the harness left behind before anything was sent: nobody can tell them from those later. */
  readonly leftBehind: Set<string>;
  /** Broken for good by what the harness did. */
  readonly permanent: Set<string>;
  readonly injected: Map<string, number>;
  inject(fault: string): void;
}

export interface Place {
  readonly group: string;
  readonly sequence: bigint;
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
}

/** No call is troubled for ever. */
const ATTEMPTS = 6;

export function journal({ seed, webhooks, faults, severity = 1 }: JournalOptions): Journal {
  const attempts = new Map<string, number>();
  const injected = new Map<string, number>();
  return {
    seed,
    webhooks,
    strikes: (fault, { key, attempt, rate }) =>
      faults.has(fault) && attempt <= ATTEMPTS && chance(seed, fault, key, attempt) < rate * severity,
    attempt(key) {
      const count = (attempts.get(key) ?? 0) + 1;
      attempts.set(key, count);
      return count;
    },
    accepted: new Set(),
    places: new Map(),
    waited: new Set(),
    triggers: new Map(),
    open: new Map(),
    inFlight: new Set(),
    ambiguous: new Set(),
    leftBehind: new Set(),
    permanent: new Set(),
    injected,
    inject: (fault) => void injected.set(fault, (injected.get(fault) ?? 0) + 1),
  };
}

/** How often something strikes in the whole run. */
export interface Often {
  readonly least: number;
  /** Once for so many webhooks. */
  readonly per: number;
}

/** What hurts everybody comes so many times in a run, whatever its length, each after a number of calls that the seed says. */
export function schedule(journal: Journal, { fault, least, per }: Often & { readonly fault: Fault }): () => boolean {
  const times = Math.max(least, Math.round(journal.webhooks / per));
  const places = new Set(
    Array.from({ length: times }, (_, index) => Math.floor(chance(journal.seed, fault, index) * journal.webhooks * 1.5)),
  );
  let calls = 0;
  return () => {
    calls += 1;
    const due = places.has(calls) && journal.strikes(fault, { key: fault, attempt: 1, rate: 1.1 });
    if (due) journal.inject(fault);
    return due;
  };
}
