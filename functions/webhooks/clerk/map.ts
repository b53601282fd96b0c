import { type Command, customer, type Customer, isSomebody, leave, signUp, track, update, upsert } from '../../../shared/bunce/command.ts';
import { time } from '../../../shared/bunce/instant.ts';
import type { Told } from '../../../shared/webhook/provider.ts';
import type { DeletedEvent, SessionEvent, UserEvent, WaitlistEvent } from './schema.ts';

/** The team's own id where it gave one; Clerk's id stays known, for billing events carry no other. */
const ids = ({ id, external_id: own }: Pick<DeletedEvent['data'], 'id' | 'external_id'>) => (own ? { id: own, aliases: [id] } : { id });

interface Contact {
  readonly id: string | null;
  readonly verification?: { readonly status: string | null; readonly strategy: string | null } | null | undefined;
}

/** The primary one, verified or not: Clerk makes an unverified one primary only where the team asks for no proof. Without a primary, the first verified. */
const chosen = <Entry extends Contact>(entries: readonly Entry[], primary: string | null): Entry | undefined =>
  primary ? entries.find(({ id }) => id === primary) : entries.find(({ verification }) => verification?.status === 'verified');

const proofs = (user: UserEvent['data']) => ({
  address: chosen(user.email_addresses, user.primary_email_address_id),
  number: chosen(user.phone_numbers, user.primary_phone_number_id),
});

/** Whoever a user is. */
export function person(user: UserEvent['data']): Customer {
  const { address, number } = proofs(user);
  const { first_name: firstName, last_name: lastName } = user;
  return customer({ ...ids(user), email: address?.email_address, phone: number?.phone_number, firstName, lastName });
}

function methodOf(user: UserEvent['data']): string | null | undefined {
  const { address, number } = proofs(user);
  return user.external_accounts[0]?.provider ?? (address ?? number)?.verification?.strategy;
}

export const signedUp = ({ data }: UserEvent): readonly Command[] =>
  signUp({ customer: person(data), occurredAt: time(data.created_at), method: methodOf(data) });

export const changed = ({ data }: UserEvent): readonly Command[] => update({ customer: person(data), occurredAt: time(data.updated_at) });

/** A session is of one sign-in; it is made once, however long it lasts. Who acts as somebody else (`actor`) has not signed them in. */
export function signedIn({ timestamp, data: { id, user_id: user, user: whole, actor, created_at: at } }: SessionEvent): readonly Command[] {
  const who = customer(ids({ id: user, external_id: whole?.external_id ?? null }));
  return actor ? [] : [track('signed_in', { customer: who, occurredAt: time([at, timestamp]), occasion: `session:${id}:created` })];
}

/** Made known, and told of when they sign up. */
export function waits({ timestamp, data: { email_address: email, created_at: at } }: WaitlistEvent): Told {
  const who = customer({ email });
  return isSomebody(who) ? [upsert({ customer: who, occurredAt: time([at, timestamp]) })] : 'nobody';
}

export const deleted = ({ timestamp, data }: DeletedEvent): readonly Command[] => [
  leave({ customer: customer(ids(data)), occurredAt: time(timestamp) }),
];
