import { type Command, customer, type Customer, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import type { User, UserEvent } from './schema.ts';

/** The team's own id where it gave one; WorkOS's id stays known. */
function person({ id, external_id: own, email, emails, first_name: firstName, last_name: lastName, name }: User): Customer {
  const whole = firstName || lastName ? undefined : name;
  const address = email ?? (emails?.find(({ primary }) => primary) ?? emails?.[0])?.value;
  return customer({ id: own || id, aliases: own ? [id] : undefined, email: address, firstName, lastName, name: whole });
}

const fact = ({ created_at: at, data }: UserEvent) => ({ customer: person(data), occurredAt: instant(at) });

export const signedUp = (event: UserEvent): readonly Command[] => signUp(fact(event));

const SIGN_IN = new Set(['last_sign_in_at', 'updated_at']);

/** Signing in changes a user, too. */
function isSignIn({ context }: UserEvent): boolean {
  const changes = Object.keys(context?.previous_attributes ?? {});
  return changes.length > 0 && changes.every((field) => SIGN_IN.has(field));
}

export const changed = (event: UserEvent): readonly Command[] => (isSignIn(event) ? [] : update(fact(event)));

export const deleted = (event: UserEvent): readonly Command[] => [track('account_deleted', fact(event))];
