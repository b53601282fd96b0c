import { emailKey, refOf } from '../../functions/consumer/people/person-ref.ts';
import { isShared } from '../../functions/consumer/people/arrival.ts';
import type { Found } from '../console/found-people.ts';
import type { Named, Sought } from '../parked/person.ts';
import type { Chosen } from '../stack-options.ts';
import type { ReachedStack } from '../stack.ts';
import type { Name } from './whom.ts';

/** One erasure: of whom, where, and by what they were named. */
export interface Erasing {
  readonly stack: ReachedStack;
  readonly options: Chosen;
  readonly name: Name;
  readonly found: Found;
  /** E-mails that are theirs alone. */
  readonly emails: readonly string[];
  /** Of the config; undefined where Bond is left alone. */
  readonly bondName: string | undefined;
  readonly dryRun: boolean;
  /** Seconds that a lease is waited for. */
  readonly patience?: number | undefined;
}

/** As a command of a provider would name them. */
export const refOfName = ({ email, provider = '', id }: Name, identity: string | undefined) =>
  refOf({ customer: { ...(id && { id }), ...(email && { email }) }, envelope: { id: 'erase', provider } }, { identity });

/** What another account has too is not looked for: what that one says with it stays. */
export async function ownEmails({ name, found: { person }, stack: { people } }: Pick<Erasing, 'name' | 'found' | 'stack'>) {
  const all = [...new Set([name.email, person.email])].flatMap((email) => email ?? []);
  const held = await Promise.all(all.map(async (email) => ({ email, holders: await people.lookAgain(emailKey(email)) })));
  return held.filter(({ holders }) => holders.owner === undefined || !isShared(holders, person.id)).map(({ email }) => email);
}

/** An id is looked for in the messages of the provider whose it is; one of the team's own in all, unless it is a mere number, which may be anything. */
function namedBy(id: string | undefined, provider?: string): readonly Named[] {
  if (id === undefined || (!provider && /^\d+$/.test(id))) return [];
  return [{ text: id, ...(provider && { provider }) }];
}

/** Whose parked messages go. */
export function soughtOf({ name, emails, found: { person, guest }, stack: { settings } }: Erasing): Sought {
  const { account, bunceId, erasedAt } = person;
  const ids: readonly Named[] = [
    ...namedBy(name.id, name.provider),
    ...namedBy(erasedAt === undefined ? account : undefined, settings.identity),
    ...namedBy(bunceId),
  ];
  return { people: [person.id, ...(guest ? [guest.id] : [])], keys: [], texts: [...emails.map((text) => ({ text })), ...ids] };
}
