import { bunceKey, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import { isKnown, isNameless, type Person, PROFILE } from '../../functions/consumer/people/person.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import type { Pair } from '../../local/console/lists.ts';
import type { Stack } from '../stack.ts';

const timeOf = (at: number): string => new Date(at).toISOString();

/** What the table keeps of somebody. */
export function recordOf(person: Person): readonly Pair[] {
  const { id, email, bunceId, told, account, wasGuest, idOnly, refused, marks, erasedAt, forward } = person;
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['person id', id],
    ['e-mail', email],
    ["Bunce's id", bunceId],
    ['account', account],
    ['known to Bunce', isKnown(person) ? 'yes' : 'not yet'],
    ['told inside an event', told ? 'yes: Bunce has them under an id that it did not tell' : undefined],
    ['was a guest first', wasGuest ? 'yes' : undefined],
    ['addressed by id alone', idOnly ? "yes: their e-mail is, or may be, somebody else's in Bunce too" : undefined],
    ['refused by Bunce', refused ? "yes: another person's customer has their e-mail" : undefined],
    ['forwards to', forward],
    ['erased', erasedAt === undefined ? undefined : timeOf(erasedAt)],
    ['without a name', isNameless(person) ? 'yes: nothing has told who this is' : undefined],
    ...Object.entries(marks).map(([mark, at]) => [mark === PROFILE ? 'profile as of' : `attribute ${mark}… as of`, timeOf(at)] as const),
  ];
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** What is known to lead to them, and what of it leads to somebody else by now; the table keeps ids of providers as hashes only. */
export async function aliasesOf(person: Person, { people, settings }: Pick<Stack, 'people' | 'settings'>): Promise<readonly string[]> {
  const { email, bunceId, account } = person;
  const { identity = '' } = settings;
  const known = [
    ...(email === undefined ? [] : [{ text: email, key: emailKey(email) }]),
    ...(account === undefined || identity === '' ? [] : [{ text: `${identity}/${account}`, key: idKey(identity, account) }]),
    ...(bunceId === undefined ? [] : [{ text: `Bunce ${bunceId}`, key: bunceKey(bunceId) }]),
  ];
  return Promise.all(known.map(async ({ text, key }) => `${text}${await remarkOn(key, { id: person.id, people })}`));
}

async function remarkOn(key: string, { id, people }: { readonly id: string; readonly people: People }): Promise<string> {
  const { owner, also } = await people.lookAgain(key);
  if (owner === undefined) return '';
  if (owner !== id && !also.includes(id)) return ` (leads to ${owner})`;
  return also.length === 0 ? '' : ` (shared by ${also.length + 1} accounts)`;
}
