import type { Context, Task } from '../context.ts';
import { refOf } from '../people/person-ref.ts';
import { personOf } from '../state/lease-person.ts';
import { emptyPage, entryOf } from '../state/ledger.ts';
import { headsOf } from './heads.ts';
import { isSettled, keyOf } from './notes.ts';
import type { Run } from './run.ts';
import { taskOf } from './task.ts';

/** The attributes of the messages behind it, about the same person: they go in the same call. */
export function tasksBeside(run: Run, { task, context }: { readonly task: Task; readonly context: Context }): readonly Task[] {
  const { lease, pages } = run;
  const found: Task[] = [];
  for (const { step, message } of headsOf(run).filter((head) => head.step !== task.step)) {
    const ref = refOf(step, context.settings);
    const entry = entryOf(pages.get(keyOf(step)) ?? emptyPage(''), step.id);
    const isReady = step.work.kind === 'attributes' && message.steps[0] !== step && pages.has(keyOf(step)) && !isSettled(step, entry);
    if (!lease || !isReady || personOf(ref, context.people) !== lease.person.id) return found;
    found.push(taskOf(run, { step, ref, lease, entry, context }));
  }
  return found;
}
