import { customer, type Customer, isSomebody, leave, PRIVACY_REQUEST, signUp, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import { first } from './first.ts';
import type { Deleted, NewPerson, Person, Redact } from './schema.ts';

const person = ({ id, email, phone, first_name: firstName, last_name: lastName, default_address: home }: Person): Customer =>
  customer({ id, email, phone: first(phone, home?.phone), firstName, lastName, country: home?.country_code });

/** Shopify makes a customer at the first order, guests' too: that is their sign-up. */
export const signedUp = (event: NewPerson): Told => signUp({ customer: person(event), occurredAt: time(event.created_at) });

export const updated = (event: Person): Told => update({ customer: person(event), occurredAt: time(event.updated_at) });

export const deleted = ({ id, email }: Deleted): Told => [leave({ customer: customer({ id, email }) })];

/** The law's erasure: acted on as far as a person is named, who may have bought without an account. */
export function redacted({ customer: named }: Redact): Told {
  const who = customer({ id: named?.id, email: named?.email });
  return isSomebody(who) ? [leave({ customer: who, reason: PRIVACY_REQUEST })] : 'nobody';
}
