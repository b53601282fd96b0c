import type { Fields, Whole } from '../../../shared/bunce/wire.ts';
import type { Task } from '../context.ts';
import { mayDescribe, newIdOf, profileIn } from '../people/person.ts';
import { emailOf } from './introduced.ts';

const WHOLE = ['customer_id', 'email', 'first_name', 'last_name', 'phone_no'] as const;

function partsOf(task: Task): Fields {
  const { ref, context } = task;
  const { settings } = context;
  const { person } = task.lease;
  const email = emailOf(task);
  const { placeholderPhone } = settings;
  const profile = profileIn(person, { ref, settings });
  const isCreatedHere = mayDescribe(person, ref);
  return {
    ...(placeholderPhone && isCreatedHere && { phone_no: placeholderPhone }),
    ...profile,
    customer_id: newIdOf(person, ref),
    ...(email !== undefined && { email }),
  };
}

/** All that Bunce requires of a new customer, or nothing. */
export function completeCustomer(task: Task): Whole | undefined {
  const { customer_id, email, first_name, last_name, phone_no } = partsOf(task);
  return customer_id && email && first_name && last_name && phone_no ? { customer_id, email, first_name, last_name, phone_no } : undefined;
}

/** Bunce would refuse to create the person: counted by what is missing. Their event carries what is known. */
export function reportIncomplete(task: Task): void {
  const { context, step } = task;
  const parts = partsOf(task);
  const missing = WHOLE.filter((field) => !parts[field]);
  for (const field of missing) context.metrics.count('incomplete', { field });
  context.log.warn('not created: Bunce requires more', { correlation_id: step.envelope.id, step: step.id, missing: missing.join(' ') });
}
