import { accountPerson, bunceKey, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import type { Person } from '../../functions/consumer/people/person.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import type { Stack } from '../stack.ts';

/** Who is found by a word, and what the word is to them. */
export interface Found {
  readonly person: Person;
  /** `paystack/CUS_1`, an address or an id of another kind. */
  readonly by: string;
  /** The guest whom the word named, where an account took their address since. */
  readonly guest?: Person;
}

type Where = Pick<Stack, 'people' | 'project' | 'settings'>;

/** Whom an e-mail, a provider's customer id (also as `provider/id`), Bunce's id or our own id of a person leads to, forwards followed. */
export async function foundPeople(text: string, stack: Where): Promise<readonly Found[]> {
  const word = text.trim();
  if (word === '') return [];
  return behind(leadsOf(word, stack), stack.people);
}

/** Whom any of these leads to, forwards followed, each once. */
export async function behind(leads: readonly Lead[], people: People): Promise<readonly Found[]> {
  const led = await Promise.all(leads.map(async (lead) => ledTo(lead, people)));
  const all = await Promise.all(led.flat().map(async ({ id, by }) => followed(id, { by, people })));
  const byPerson = Map.groupBy(all.flat(), ({ person }) => person.id);
  return [...byPerson.values()].flatMap(([first]) => first ?? []);
}

export interface Lead {
  readonly by: string;
  /** An alias, or whose item it would be. */
  readonly key?: string;
  readonly person?: string;
}

function leadsOf(word: string, { project, settings: { identity } }: Where): readonly Lead[] {
  const providers = Object.keys(providersOf(project));
  const [named = ''] = word.split(/[/:]/);
  const inner = providers.includes(named) ? word.slice(named.length + 1) : '';
  const ids = [...providers.map((provider) => ({ provider, id: word })), ...(inner === '' ? [] : [{ provider: named, id: inner }])];
  return [
    { by: word, person: word },
    { by: word.toLowerCase(), key: emailKey(word.toLowerCase()) },
    { by: `Bunce ${word}`, key: bunceKey(word) },
    ...ids.flatMap(({ provider, id }) => [
      { by: `${provider}/${id}`, key: idKey(provider, id) },
      ...(provider === identity ? [{ by: `${provider}/${id}`, person: accountPerson(provider, id) }] : []),
    ]),
  ];
}

interface Led {
  readonly id: string;
  readonly by: string;
}

async function ledTo({ by, key, person }: Lead, people: People): Promise<readonly Led[]> {
  if (key === undefined) return person === undefined ? [] : [{ id: person, by }];
  const { owner, also } = await people.lookAgain(key);
  return [owner ?? [], also].flat().map((id) => ({ id, by }));
}

async function followed(id: string, { by, people }: { readonly by: string; readonly people: People }): Promise<readonly Found[]> {
  const person = await people.peek(id);
  if (!person) return [];
  const { forward } = person;
  if (forward === undefined) return [{ person, by }];
  const account = await people.peek(forward);
  return [account ? { person: account, by, guest: person } : { person, by }];
}
