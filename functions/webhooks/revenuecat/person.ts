import { customer, type Customer } from '../../../shared/bunce/command.ts';
import type { Happening } from './schema.ts';

const isAnonymous = (id: string): boolean => id.startsWith('$RCAnonymousID:');

/** Undefined for a buyer whom nothing names: neither an id of the app's own nor an e-mail. */
export function person({ app_user_id: id, original_app_user_id: first, aliases, subscriber_attributes: own }: Happening['event']) {
  const ids = [...new Set([String(id ?? ''), first ?? '', ...aliases])].filter(Boolean);
  const [best, ...others] = [...ids.filter((one) => !isAnonymous(one)), ...ids.filter((one) => isAnonymous(one))];
  const { $email, $displayName, $phoneNumber } = own ?? {};
  const who: Customer = customer({
    id: best,
    aliases: others,
    email: $email?.value,
    name: $displayName?.value,
    phone: $phoneNumber?.value,
  });
  return who.email || (best && !isAnonymous(best)) ? who : undefined;
}
