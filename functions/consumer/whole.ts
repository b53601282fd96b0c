import type { Fields, Whole } from '../../shared/bunce/wire.ts';
import type { Delivery } from './delivery.ts';
import type { Errand } from './desk.ts';

const WHOLE = ['customer_id', 'email', 'first_name', 'last_name', 'phone_no'] as const;

function partsOf({ person, desk }: Errand): Fields {
  const email = person.changedEmail ?? person.email;
  const { placeholderPhone } = desk.settings;
  return {
    ...(placeholderPhone && { phone_no: placeholderPhone }),
    ...person.profile,
    customer_id: person.newId,
    ...(email && { email }),
  };
}

/** All that Bunce requires of a new customer, or nothing. */
export function wholeOf(errand: Errand): Whole | undefined {
  const { customer_id, email, first_name, last_name, phone_no } = partsOf(errand);
  return customer_id && email && first_name && last_name && phone_no ? { customer_id, email, first_name, last_name, phone_no } : undefined;
}

/** Bunce would refuse to create the person: counted by what is missing. Their event carries what is known, and where it went the profile goes. */
export function incomplete(errand: Errand): Delivery {
  const { desk, step } = errand;
  const parts = partsOf(errand);
  const missing = WHOLE.filter((field) => !parts[field]);
  for (const field of missing) desk.metrics.count('incomplete', { field });
  desk.log.warn('not created: Bunce requires more', { correlation_id: step.envelope.id, step: step.id, missing: missing.join(' ') });
  const carrier = step.work.kind === 'profile' && step.work.coveredBy !== undefined ? desk.ends.get(step.work.coveredBy) : undefined;
  if (carrier?.kind !== 'hopeless') return { kind: 'delivered', wrote: false };
  return { ...carrier, detail: `${carrier.detail}; without ${missing.join(', ')} the customer goes with it` };
}
