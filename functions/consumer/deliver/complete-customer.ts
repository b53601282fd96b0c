import type { Whole } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import type { Saying } from '../people/person.ts';
import { missingOf, wholeOf } from '../people/whole.ts';

const sayingOf = ({ ref, context: { settings } }: Task): Saying => ({ ref, settings });

/** All that Bunce requires of a new customer, or nothing. */
export const completeCustomer = (task: Task): Whole | undefined => wholeOf(task.lease.person, sayingOf(task));

/** Bunce would refuse to create the person: counted by what is missing. Their event carries what is known. */
export function reportIncomplete(task: Task): void {
  const { context, step } = task;
  const missing = missingOf(task.lease.person, sayingOf(task));
  for (const field of missing) context.metrics.count('incomplete', { field });
  context.log.warn('not created: Bunce requires more', { correlation_id: step.envelope.id, step: step.id, missing: missing.join(' ') });
}
