import { tokenOfKey } from './keys.ts';

/** What may have been done and not noted, as the harness saw it pass by: each doubt excuses one repetition. */
export interface Doubts {
  /** A trigger is on its way to Bunce. */
  sent(key: string): void;
  /** What the harness did leaves open whether Bunce took it. */
  raise(key: string): void;
  /** Bunce's answer went back to the consumer. */
  answered(key: string): void;
  /** Bunce surely did not take it this time. */
  refused(key: string): void;
  /** The ledger was asked about this webhook; says, when DynamoDB has answered, whether it took it. */
  noting(token: string): (taken: boolean) => void;
  /** The queue has let go of it: nothing is open any more. */
  settled(token: string): void;
  /** The consumer died, with all that it was about. */
  died(): void;
  /** Whether a trigger of this key is open. */
  isOpen(key: string): boolean;
  of(key: string): number;
  total(): number;
  /** Claims may be left behind of what was never sent: nobody can tell them from those later. */
  isLeftBehind(token: string): boolean;
}

export function doubts(triggersOf: (token: string) => readonly string[]): Doubts {
  const raised = new Map<string, number>();
  const open = new Set<string>();
  const answered = new Set<string>();
  /** In the ledger, and still on the queue. */
  const begun = new Set<string>();
  const leftBehind = new Set<string>();
  const raise = (key: string): void => void raised.set(key, (raised.get(key) ?? 0) + 1);
  const close = (key: string): void => {
    open.delete(key);
    answered.delete(key);
  };
  const openOf = (token: string): readonly string[] => triggersOf(token).filter((key) => open.has(key));
  return {
    raise,
    sent: (key) => void open.add(key),
    answered: (key) => void answered.add(key),
    refused: close,
    noting(token) {
      begun.add(token);
      // Which of several steps a note is about is the product's secret: those close when the message goes.
      const noted = triggersOf(token).length === 1 ? openOf(token).filter((key) => answered.has(key)) : [];
      return (taken) => {
        if (taken) return noted.forEach(close);
        leftBehind.add(token);
        openOf(token).forEach(raise);
      };
    },
    settled(token) {
      begun.delete(token);
      triggersOf(token).forEach(close);
    },
    died() {
      open.forEach(raise);
      for (const token of [...begun, ...[...open].map(tokenOfKey)]) leftBehind.add(token);
    },
    isOpen: (key) => open.has(key),
    of: (key) => raised.get(key) ?? 0,
    total: () => [...raised.values()].reduce((sum, count) => sum + count, 0),
    isLeftBehind: (token) => leftBehind.has(token),
  };
}
