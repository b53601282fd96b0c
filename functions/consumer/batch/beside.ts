import type { Context, Task } from '../context.ts';
import { marksOf } from '../deliver/deliver.ts';
import { refOf } from '../people/person-ref.ts';
import { isKnown } from '../people/person.ts';
import { claimed, personOf } from '../state/find-person.ts';
import { entryOf } from '../state/ledger.ts';
import { type Step, turnOf } from '../step.ts';
import { datedBy, isDue } from './forgotten.ts';
import { headsOf } from './heads.ts';
import { keyOf } from './notes.ts';
import type { Run } from './run.ts';
import { taskOf } from './task.ts';

interface Given {
  readonly task: Task;
  readonly context: Context;
}

/** Attributes about the same person that go in the same call. */
export interface Beside {
  readonly tasks: readonly Task[];
  /** Those of the next event of the same group, which say anew all that these say: these are not sent. */
  readonly newer?: Task | undefined;
}

export function besideOf(run: Run, given: Given): Beside {
  const newer = newerOf(run, given);
  return newer ? { tasks: [newer], newer } : { tasks: tasksBeside(run, given) };
}

/** The attributes of other groups' messages that have come to them. */
function tasksBeside(run: Run, { task, context }: Given): readonly Task[] {
  const found: Task[] = [];
  for (const { step, message } of headsOf(run).filter((head) => head.step.id !== task.step.id)) {
    const other = message.steps[0] === step ? undefined : readyTask(run, { step, context });
    if (!other) return found;
    found.push(other);
  }
  return found;
}

/** What waits behind the last step of a message moves up beside it, never over another message of the group. A copy of it overtakes nothing. */
function newerOf(run: Run, { task, context }: Given): Task | undefined {
  const group = headsOf(run).filter(({ message }) => message.receipt.group === task.step.receipt.group);
  const [own, next] = group.map(({ message }) => message.steps.filter((step) => !run.ends.has(turnOf(step))));
  if (own?.length !== 1 || !next || !isKnown(task.lease.person)) return undefined;
  if (next.some((step) => changesEmail(step, task)) || run.strand.some(({ steps }) => steps.some(isErasure))) return undefined;
  const step = next.find(({ work }) => work.kind === 'attributes');
  const newer = step && readyTask(run, { step, context });
  return newer && newer.step.id !== task.step.id && !newer.claim.isRepeated && saysAnew(newer, task) ? newer : undefined;
}

const isErasure = ({ work }: Step): boolean => work.kind === 'erasure';
const changesEmail = ({ customer: { email } }: Step, { lease: { person } }: Task): boolean => email !== undefined && email !== person.email;

function saysAnew(newer: Task, older: Task): boolean {
  const [said, marks] = [Object.entries(marksOf(older)), marksOf(newer)];
  return said.length > 0 && said.every(([mark, at]) => (marks[mark] ?? 0) > at);
}

/** Of the person in our hands, with a page that is read, and open. */
function readyTask(run: Run, { step: given, context }: { readonly step: Step; readonly context: Context }): Task | undefined {
  const { lease, pages } = run;
  const page = pages.get(keyOf(given));
  const entry = page && entryOf(page, given.id);
  const step = datedBy(given, entry);
  const ref = refOf(step, context.settings);
  const isReady = step.work.kind === 'attributes' && page !== undefined;
  if (
    !lease ||
    !isReady ||
    !isDue({ step, ref, lease, context }, entry) ||
    personOf(ref, context.people) !== lease.person.id ||
    claimed(ref, context.people) !== undefined
  )
    return undefined;
  return taskOf(run, { step, ref, lease, entry, context });
}
