import { chance } from './chance.ts';
import type { Fault } from './faults.ts';

/** What the harness did and saw, by the token of the webhook concerned. */
export interface Journal {
  readonly seed: number;
  readonly webhooks: number;
  /** Rates of what hurts all alike fall with the run's length. */
  strikes(fault: Fault, rule: StrikeRule): boolean;
  /** How often this was asked for, this time included. */
  attempt(key: string): number;
  /** Answered 200. */
  readonly accepted: Set<string>;
  /** Where the queue put it: group and place in it. */
  readonly places: Map<string, Place>;
  /** Sent again into a group of its own. */
  readonly waited: Set<string>;
  /** Triggers that are claimed and not yet noted, by ledger key: what a kill leaves in doubt. */
  readonly open: Map<string, string>;
  /** In doubt by what the harness did. */
  readonly ambiguous: Set<string>;
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
}

/** No call is troubled for ever. */
const ATTEMPTS = 6;

export function journal({ seed, webhooks, faults }: JournalOptions): Journal {
  const attempts = new Map<string, number>();
  const injected = new Map<string, number>();
  return {
    seed,
    webhooks,
    strikes: (fault, { key, attempt, rate }) =>
      faults.has(fault) && attempt <= ATTEMPTS && chance(seed, fault, key, attempt) < rate,
    attempt(key) {
      const count = (attempts.get(key) ?? 0) + 1;
      attempts.set(key, count);
      return count;
    },
    accepted: new Set(),
    places: new Map(),
    waited: new Set(),
    open: new Map(),
    ambiguous: new Set(),
    permanent: new Set(),
    injected,
    inject: (fault) => void injected.set(fault, (injected.get(fault) ?? 0) + 1),
  };
}

/** The rate that strikes about so often in the whole run; there are about three calls of each sort for a webhook. */
export const often = (times: { readonly least: number; readonly per: number }, { webhooks }: Pick<Journal, 'webhooks'>): number =>
  Math.max(times.least, webhooks / times.per) / (webhooks * 3);
