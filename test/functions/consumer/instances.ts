import type { Ports } from '../../../functions/consumer/consume.ts';

export interface Meeting {
  /** The name of the call before which the other instance works. */
  readonly before: string;
  /** What the other instance does, whole. */
  readonly other: () => Promise<unknown>;
  /** When the ledger has the note that the call begins. */
  readonly claimed?: boolean;
}

/** Two instances at one time: the other works while this one is about to make its first call of that name. */
export const during =
  ({ before, other, claimed = false }: Meeting) =>
  ({ caller }: Ports): Partial<Ports> => {
    let isDue = true;
    const ask: Ports['caller']['ask'] = async (call, message) => {
      if (!isDue || call.name !== before) return caller.ask(call, message);
      isDue = false;
      if (!claimed) await other();
      return caller.ask(claimed ? { ...call, claim: async () => afterwards(await call.claim?.(), other) } : call, message);
    };
    return { caller: { ...caller, ask } };
  };

async function afterwards<Taken>(taken: Taken | undefined, other: () => Promise<unknown>): Promise<Taken | undefined> {
  if (taken === undefined) await other();
  return taken;
}
