import type { Delivery } from '../delivery.ts';
import type { Page } from '../state/ledger.ts';
import type { Lease } from '../state/lease.ts';
import type { Strand } from './message.ts';

/** A strand under way: its steps one after the other, under one lease at a time. */
export interface Run {
  readonly strand: Strand;
  /** By `turnOf` → what became of the step. */
  readonly ends: Map<string, Delivery>;
  /** Groups that stop at a step that must be tried again, for the order in a group is promised. */
  readonly stopped: Set<string>;
  lease: Lease | undefined;
  /** Envelope id → the person it was last worked off for, by the fingerprint that is their id. */
  readonly people: Map<string, string>;
  /** Of the ledger, as read under the lease and as it shall stand. */
  readonly pages: Map<string, Page>;
  readonly unwritten: Set<string>;
  /** Steps under a lease that could not be let go: what they wrote of their person is not kept. */
  readonly unkept: Set<string>;
}

export const openRun = (strand: Strand): Run => ({
  strand,
  ends: new Map(),
  stopped: new Set(),
  lease: undefined,
  people: new Map(),
  pages: new Map(),
  unwritten: new Set(),
  unkept: new Set(),
});
