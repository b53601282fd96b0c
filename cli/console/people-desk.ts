import type { Person as Record } from '../../functions/consumer/people/person.ts';
import type { PersonRow } from '../../local/console/lists.ts';
import type { PeopleDesk } from '../../local/console/source.ts';
import type { Stack } from '../stack.ts';
import { foundPeople } from './found-people.ts';
import { aliasesOf, recordOf } from './person-record.ts';

type Where = Pick<Stack, 'people' | 'project' | 'settings'>;

/**
 * The people of a stack as its table has them: nobody's name, phone or events, and found only by what is told whole.
 * What has led to somebody is remembered, for the table keeps ids of providers as hashes.
 */
export function peopleDesk(stack: Where): PeopleDesk {
  const led = new Map<string, Set<string>>();
  return {
    async find(text) {
      const all = await foundPeople(text, stack);
      for (const { person, by } of all) led.set(person.id, new Set([...(led.get(person.id) ?? []), by]));
      return all.map(({ person }) => rowOf(person));
    },
    async one(id) {
      const person = await stack.people.peek(id);
      if (!person) return undefined;
      const known = await aliasesOf(person, stack);
      const others = [...(led.get(id) ?? [])].filter((by) => by !== id && !known.some((alias) => alias.startsWith(by)));
      return { ...rowOf(person), attributes: [], told: [], aliases: [...known, ...others], record: recordOf(person) };
    },
  };
}

const rowOf = ({ id, email = '', account = '', bunceId = '', erasedAt }: Record): PersonRow => ({
  id,
  name: [account, bunceId, id].find(Boolean) ?? id,
  email,
  phone: '',
  events: 0,
  isErased: erasedAt !== undefined,
  find: [id, email, account, bunceId].join(' ').toLowerCase(),
});
