import * as z from 'zod/mini';

import type { Table } from '../../shared/runtime/table.ts';
import { fingerprint } from '../../shared/runtime/fingerprint.ts';

const Entry = z.object({ state: z.enum(['sending', 'delivered', 'parked']), generation: z.number() });

/** What is known of one step. Before a trigger is sent it is `sending`: found later, nobody knows whether Bunce took it. */
export type LedgerEntry = z.infer<typeof Entry>;

/** Seconds an entry is kept: longer than any queue keeps a message. */
const KEPT = 30 * 86_400;

/** What is kept of a step beside its state. */
export interface Noted {
  readonly id: string;
  readonly occasion?: string | undefined;
}

export interface Marking {
  readonly steps: readonly Noted[];
  readonly generation: number;
}

/** Remembers what became of each step, so that nothing reaches Bunce twice. Throws when DynamoDB fails: no ledger, no call. */
export interface Ledger {
  read(ids: readonly string[]): Promise<ReadonlyMap<string, LedgerEntry>>;
  /** Marks a step as being sent; false when it already is, or is settled. What an earlier generation parked gives way. */
  claim(step: Noted, generation: number): Promise<boolean>;
  /** Takes the claim back after a sure no. */
  release(id: string): Promise<void>;
  mark(state: 'delivered' | 'parked', marking: Marking): Promise<void>;
  /** Keeps whose seal it is; false when it is another envelope's. */
  seal(sealed: { readonly seal: string; readonly id: string }): Promise<boolean>;
}

/** Hashed: the event ids of some providers hold the id of their customer. */
export const ledgerKey = (id: string): string => `ledger#${fingerprint(id)}`;

export function ledgerIn(table: Table, now: () => number): Ledger {
  const expiry = (): number => Math.floor(now() / 1000) + KEPT;
  const entry = ({ id, occasion }: Noted, { state, generation }: LedgerEntry) => ({
    pk: ledgerKey(id),
    // It may hold the id of somebody's account: what compares it knows the text.
    ...(occasion !== undefined && { occasion: fingerprint(occasion) }),
    state,
    generation,
    at: new Date(now()).toISOString(),
    expiresAt: expiry(),
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
    claim: async (step, generation) => table.claim(entry(step, { state: 'sending', generation }), { state: 'parked', generation }),
    release: async (id) => table.remove(ledgerKey(id)),
    mark: async (state, { steps, generation }) => table.write(steps.map((step) => entry(step, { state, generation }))),
    async seal({ seal, id }) {
      const [pk, envelope] = [`seal#${fingerprint(seal)}`, fingerprint(id)];
      if (await table.claim({ pk, envelope, expiresAt: expiry() })) return true;
      return (await table.read([pk])).get(pk)?.['envelope'] === envelope;
    },
  };
}
