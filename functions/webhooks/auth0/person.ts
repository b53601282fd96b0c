import { customer, type Customer } from '../../../shared/bunce/command.ts';
import { namesIn } from '../../../shared/webhook/names.ts';
import type { User } from './schema.ts';

/** Users who chose a password are called by their e-mail, until they or the team's own form give them a name. */
export function person({ user_id: id, email, phone_number: phone, name, ...user }: User): Customer {
  const whole = name?.includes('@') || name === phone ? undefined : name;
  const own = namesIn({ given_name: user.given_name, family_name: user.family_name, name: whole });
  return customer({ id, email, phone, ...(Object.values(own).some(Boolean) ? own : namesIn(user.user_metadata)) });
}
