import { type Command, leave, signUp, update } from '../../../shared/bunce/command.ts';
import { type Moment, time } from '../../../shared/bunce/instant.ts';
import { person } from './person.ts';
import type { User, UserEvent } from './schema.ts';

/** A user who is new, by whichever way Auth0 tells it. */
export const joined = (user: User, since: readonly Moment[]): readonly Command[] =>
  signUp({ customer: person(user), occurredAt: time(since), method: user.identities[0]?.provider });

export const created = ({ time: at, data: { object } }: UserEvent): readonly Command[] => joined(object, [object.created_at, at]);

/** Every log-in changes the user, too: only what Bunce would notice is told, where Auth0 says what was before. */
export function updated({ time: at, data: { object, previous_object: before } }: UserEvent): readonly Command[] {
  const who = person(object);
  if (before && JSON.stringify(person(before)) === JSON.stringify(who)) return [];
  return update({ customer: who, occurredAt: time([object.updated_at, at]) });
}

export const deleted = ({ time: at, data: { object } }: UserEvent): readonly Command[] => [
  leave({ customer: person(object), occurredAt: time(at) }),
];
