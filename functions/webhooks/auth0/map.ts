import { type Command, customer, type Customer, track, upsert } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { type ApiLog, type Log, User, type UserEvent } from './schema.ts';

const time = (text: string | null | undefined): string | undefined => (text ? instant(text) : undefined);

/** Users who chose a password are called by their e-mail until they have a name. */
function person({ user_id: id, email, phone_number: phone, given_name: firstName, family_name: lastName, name }: User): Customer {
  const whole = firstName || lastName || name?.includes('@') || name === phone ? undefined : name;
  return customer({ id, email, phone, firstName, lastName, name: whole });
}

function joined(user: User, since: string | null | undefined): readonly Command[] {
  const fact = { customer: person(user), occurredAt: time(since) };
  return [upsert(fact), track('signed_up', { ...fact, properties: { method: user.identities?.[0]?.provider } })];
}

export const created = ({ time: at, data: { object } }: UserEvent): readonly Command[] => joined(object, object.created_at ?? at);

export function updated({ time: at, data: { object } }: UserEvent): readonly Command[] {
  const fact = { customer: person(object), occurredAt: time(object.updated_at ?? at) };
  return [upsert(fact), track('profile_updated', fact)];
}

export const deleted = ({ time: at, data: { object } }: UserEvent): readonly Command[] => [
  track('account_deleted', { customer: person(object), occurredAt: time(at) }),
];

function logged({ data: { date, user_id: id, user_name: name, details } }: Log) {
  const email = details?.request?.body?.email ?? details?.response?.body?.email ?? name;
  return { customer: customer({ id, email }), occurredAt: time(date) };
}

export function signedUpByLog(entry: Log): readonly Command[] {
  const fact = logged(entry);
  return [upsert(fact), track('signed_up', { ...fact, properties: { method: entry.data.strategy } })];
}

export const deletedByLog = (entry: Log): readonly Command[] => [track('account_deleted', logged(entry))];

/** Of all calls only the one that created a user is told. */
export function calledApi({ data: { date, details } }: ApiLog): readonly Command[] {
  const { request, response } = details ?? {};
  const creates = request?.method?.toLowerCase() === 'post' && request.path === '/api/v2/users' && response?.statusCode === 201;
  return creates ? joined(User.parse(response.body), date) : [];
}
