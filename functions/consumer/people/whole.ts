import type { Fields, Whole } from '../../../shared/bunce/wire.ts';
import type { PersonRef } from './person-ref.ts';
import { mayDescribe, newIdOf, type Person, profileIn, type Saying } from './person.ts';

const WHOLE = ['customer_id', 'email', 'first_name', 'last_name', 'phone_no'] as const;

/** What the identity provider says now, else what is known. */
export const emailIn = ({ email }: Person, { owned, customer }: PersonRef): string | undefined =>
  owned ? (customer.email ?? email) : email;

function partsOf(person: Person, { ref, settings }: Saying): Fields {
  const { placeholderPhone } = settings;
  const email = emailIn(person, ref);
  return {
    ...(placeholderPhone && mayDescribe(person, ref) && { phone_no: placeholderPhone }),
    ...profileIn(person, { ref, settings }),
    customer_id: newIdOf(person, ref),
    ...(email !== undefined && { email }),
  };
}

/** All that Bunce requires of a new customer, or nothing. */
export function wholeOf(person: Person, saying: Saying): Whole | undefined {
  const { customer_id, email, first_name, last_name, phone_no } = partsOf(person, saying);
  return customer_id && email && first_name && last_name && phone_no ? { customer_id, email, first_name, last_name, phone_no } : undefined;
}

/** What of it is not known. */
export function missingOf(person: Person, saying: Saying): readonly string[] {
  const parts = partsOf(person, saying);
  return WHOLE.filter((field) => !parts[field]);
}
