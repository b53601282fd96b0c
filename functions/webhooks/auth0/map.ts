import { type Command, customer, type Customer, signUp, track, update } from '../../../shared/bunce/command.ts';
import { instant } from '../../../shared/bunce/instant.ts';
import { type ApiLog, type Log, User, type UserEvent } from './schema.ts';

const time = (text: string | null | undefined): string | undefined => (text ? instant(text) : undefined);

/** Users who chose a password are called by their e-mail until they have a name. */
function person({ user_id: id, email, phone_number: phone, given_name: firstName, family_name: lastName, name }: User): Customer {
  const whole = firstName || lastName || name?.includes('@') || name === phone ? undefined : name;
  return customer({ id, email, phone, firstName, lastName, name: whole });
}

const joined = (user: User, since: string | null | undefined): readonly Command[] =>
  signUp({ customer: person(user), occurredAt: time(since), method: user.identities?.[0]?.provider });

export const created = ({ time: at, data: { object } }: UserEvent): readonly Command[] => joined(object, object.created_at ?? at);

export const updated = ({ time: at, data: { object } }: UserEvent): readonly Command[] =>
  update({ customer: person(object), occurredAt: time(object.updated_at ?? at) });

export const deleted = ({ time: at, data: { object } }: UserEvent): readonly Command[] => [
  track('account_deleted', { customer: person(object), occurredAt: time(at) }),
];

function logged({ data: { date, user_id: id, user_name: name, details } }: Log) {
  const email = details?.request?.body?.email ?? details?.response?.body?.email ?? name;
  return { customer: customer({ id, email }), occurredAt: time(date) };
}

export const signedUpByLog = (entry: Log): readonly Command[] => signUp({ ...logged(entry), method: entry.data.strategy });

export const deletedByLog = (entry: Log): readonly Command[] => [track('account_deleted', logged(entry))];

/** Of all calls only the one that created a user is told. */
export function calledApi({ data: { date, details } }: ApiLog): readonly Command[] {
  const { request, response } = details ?? {};
  const creates = request?.method?.toLowerCase() === 'post' && request.path === '/api/v2/users' && response?.statusCode === 201;
  return creates ? joined(User.parse(response.body), date) : [];
}
