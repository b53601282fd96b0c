import type { Context, Task } from '../context.ts';
import type { PersonRef } from '../people/person-ref.ts';
import { type Entry, occasionPrint, withEntry } from '../state/ledger.ts';
import type { Lease } from '../state/lease.ts';
import type { Step } from '../step.ts';
import { keyOf } from './notes.ts';
import type { Run } from './run.ts';

interface Bound {
  readonly step: Step;
  readonly context: Context;
  readonly ref: PersonRef;
  readonly lease: Lease;
  readonly entry: Entry | undefined;
}

/** What a step is delivered with, under this lease. */
export function taskOf(run: Run, { step, ref, lease, entry, context }: Bound): Task {
  const key = keyOf(step);
  const { generation } = step.envelope;
  run.people.set(step.envelope.id, lease.person.id);
  const mine: Entry = { state: 'sending', generation, person: lease.person.id, by: context.token, occasion: occasionPrint(step.occasion) };
  /** What an earlier generation parked stands until this one has an end. */
  const before = entry?.state === 'parked' ? entry : undefined;
  const note = async (next: Entry | undefined): Promise<boolean> => {
    const page = run.pages.get(key);
    if (!page || !(await context.ledger.note(page, { id: step.id, entry: next }))) return false;
    run.pages.set(key, withEntry(page, { id: step.id, entry: next }));
    return true;
  };
  return {
    step,
    ref,
    lease,
    context,
    claim: { isRepeated: entry?.state === 'sending', begin: async () => note(mine), takeBack: async () => void (await note(before)) },
  };
}
