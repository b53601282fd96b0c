import type { Customer } from './command.ts';
import { filled } from './filled.ts';
import { e164 } from './phone.ts';

/** What Bunce keeps of a person beside id and e-mail, by its own field names. */
export interface Profile {
  readonly first_name?: string;
  readonly last_name?: string;
  readonly phone_no?: string;
}

export interface ProfileRule {
  readonly defaultCountry: string;
}

/** Names split only where the provider gives no parts; a phone number that does not parse is left out. */
export function profileOf({ firstName, lastName, name, phone, country }: Customer, { defaultCountry }: ProfileRule): Profile {
  const split = name === undefined || (firstName && lastName) ? {} : splitName(name);
  return filled({
    first_name: firstName ?? split.first,
    last_name: lastName ?? split.last,
    phone_no: phone === undefined ? undefined : e164(phone, { country: country ?? defaultCountry }),
  });
}

/** "Ada Lovelace", "Lovelace, Ada", "Ludwig van Beethoven": the first word is the first name unless a comma says otherwise. */
export function splitName(name: string): { readonly first?: string; readonly last?: string } {
  const [family, given] = name.split(',').map((part) => part.trim());
  if (family && given) return { first: given, last: family };
  const [first, ...rest] = name.replaceAll(',', ' ').trim().split(/\s+/);
  return filled({ first, last: rest.join(' ') });
}
