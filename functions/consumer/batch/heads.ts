import type { Delivery } from '../delivery.ts';
import { isSameId, type Step, turnOf } from '../step.ts';
import type { Message } from './message.ts';
import type { Run } from './run.ts';

const stops = (end: Delivery | undefined): boolean => end?.kind === 'retry' || end?.kind === 'busy';

/** What a message is at. */
export interface Head {
  readonly step: Step;
  readonly message: Message;
}

/** The first open step of each message that may go on, in order. */
export function headsOf({ strand, ends, stopped }: Run): readonly Head[] {
  return strand.flatMap((message) => {
    const { receipt, content, steps } = message;
    if (content.kind === 'later' || steps.some((step) => stops(ends.get(turnOf(step))))) stopped.add(receipt.group);
    const step = stopped.has(receipt.group) ? undefined : steps.find((each) => !ends.has(turnOf(each)));
    return step ? [{ step, message }] : [];
  });
}

/** The next step of the strand. */
export function nextStep(run: Run): Step | undefined {
  const heads = headsOf(run);
  return heads.find((_, place) => !mayWait(heads.slice(place)))?.step;
}

/** A message's last attributes, where a later one is still to tell of the same person: theirs go in the same call. Never beyond an erasure. */
function mayWait([head, next, ...rest]: readonly Head[]): boolean {
  if (!head || !next || !isLastAttributes(head) || !isSamePerson(head.step, next.step)) return false;
  // Within a group the order is strict.
  if ([next, ...rest].some(({ message }) => message.receipt.group === head.message.receipt.group)) return false;
  const { kind } = next.step.work;
  const forgets = next.message.steps.some(({ work }) => work.kind === 'erasure');
  return !forgets && (kind === 'trigger' || kind === 'profile' || mayWait([next, ...rest]));
}

const isLastAttributes = ({ step, message }: Head): boolean => step.work.kind === 'attributes' && message.steps.at(-1) === step;

const isSamePerson = (one: Step, other: Step): boolean =>
  (one.customer.email !== undefined && one.customer.email === other.customer.email) || isSameId(one, other);
