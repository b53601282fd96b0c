import * as z from 'zod/mini';

import type { Table } from '../../shared/runtime/table.ts';
import { fingerprint } from '../../shared/webhook/fingerprint.ts';

const Entry = z.object({ state: z.enum(['sending', 'delivered', 'parked']), generation: z.number() });

/** What is known of one step. Before a trigger is sent it is `sending`: found later, nobody knows whether Bunce took it. */
export type LedgerEntry = z.infer<typeof Entry>;

/** Seconds an entry is kept: longer than any queue keeps a message. */
const KEPT = 30 * 86_400;

export interface Marking {
  readonly ids: readonly string[];
  readonly generation: number;
}

/** Remembers what became of each step, so that nothing reaches Bunce twice. Throws when DynamoDB fails: no ledger, no call. */
export interface Ledger {
  read(ids: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry>>;
  /** Marks a step as being sent; false when it already is, or is settled. What an earlier generation parked gives way. */
  claim(id: string, generation: number): Promise<boolean>;
  /** Takes the claim back after a sure no. */
  release(id: string): Promise<void>;
  mark(state: 'delivered' | 'parked', marking: Marking): Promise<void>;
}

/** Hashed: the event ids of some providers hold the id of their customer. */
export const ledgerKey = (id: string): string => `ledger#${fingerprint(id)}`;

export function ledgerIn(table: Table, now: () => number): Ledger {
  const entry = (id: string, { state, generation }: LedgerEntry) => ({
    pk: ledgerKey(id),
    state,
    generation,
    at: new Date(now()).toISOString(),
    expiresAt: Math.floor(now() / 1000) + KEPT,
  });
  return {
    async read(ids) {
      const items = await table.read(ids.map(ledgerKey));
      return new Map(
        ids.flatMap((id) => {
          const { data } = Entry.safeParse(items.get(ledgerKey(id)));
          return data ? [[id, data] as const] : [];
        }),
      );
    },
    claim: async (id, generation) => table.claim(entry(id, { state: 'sending', generation }), { state: 'parked', generation }),
    release: async (id) => table.remove(ledgerKey(id)),
    mark: async (state, { ids, generation }) => table.write(ids.map((id) => entry(id, { state, generation }))),
  };
}
