import { type Command, customer, type Customer, leave, signUp, track, update } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Unread } from '../../../shared/bunce/unread.ts';
import type { SessionEvent, User, UserEvent } from './schema.ts';

/** The team's own id where it gave one; WorkOS's id stays known. */
function person({ id, external_id: own, email, emails, first_name: firstName, last_name: lastName, name }: User): Customer {
  const whole = firstName || lastName ? undefined : name;
  const address = email || (emails.find(({ primary }) => primary) ?? emails[0])?.value;
  return customer({ id: own || id, aliases: own ? [id] : undefined, email: address, firstName, lastName, name: whole });
}

interface Fact {
  readonly customer: Customer;
  readonly occurredAt: string | Unread | undefined;
}

const factOf = ({ created_at: at, data }: UserEvent): Fact => ({ customer: person(data), occurredAt: time(at) });

export const signedUp = (event: UserEvent): readonly Command[] => signUp(factOf(event));

/** A sign-in by code or by another account brings these up to date. */
const SIGN_IN = new Set(['last_sign_in_at', 'updated_at', 'email_verified', 'locale', 'profile_picture_url']);

/** Signing in changes a user, too. A directory writes what was before into the user itself. */
function isSignIn({ context, data }: UserEvent): boolean {
  const changes = Object.keys(context?.previous_attributes ?? data.previous_attributes ?? {});
  return changes.length > 0 && changes.every((field) => SIGN_IN.has(field));
}

export const changed = (event: UserEvent): readonly Command[] => (isSignIn(event) ? [] : update(factOf(event)));

export const signedIn = ({ created_at: at, data: { id, user_id: user, auth_method: method } }: SessionEvent): readonly Command[] => [
  track('signed_in', { customer: customer({ id: user }), occurredAt: time(at), properties: { method }, occasion: `session:${id}:created` }),
];

export const deleted = (event: UserEvent): readonly Command[] => [leave(factOf(event))];
