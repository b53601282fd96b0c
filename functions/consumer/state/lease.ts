import type { Value } from '../../../shared/runtime/marshal.ts';
import type { Table } from '../../../shared/runtime/table.ts';
import type { Person } from '../people/person.ts';
import { itemOf, personKey } from './person-item.ts';
import { tokensIn } from './tokens.ts';

/** The sole right to act for a person, and the person as they stand. */
export interface Lease {
  readonly person: Person;
  /** Kept in memory, and written with the release. */
  learn(news: Partial<Person>): void;
  /** Writes what was learnt and lets go; of whom forwards, nothing else stays. False when the lease was no longer ours: nothing is written. */
  release(): Promise<boolean>;
}

interface Writing {
  readonly table: Table;
  readonly token: string;
  readonly holder: string;
  /** Hears of what is learnt. */
  see(person: Person): void;
  letGo(): void;
}

/** A lease that was taken with this token. */
export function leaseOn(leased: Person, { table, token, holder, see, letGo }: Writing): Lease {
  let person = leased;
  return {
    get person() {
      return person;
    },
    learn(news) {
      person = { ...person, ...news };
      see(person);
    },
    async release() {
      try {
        const { set, remove } = split(itemOf(person, holder));
        const when = [{ attribute: 'l', is: token }];
        const kept = (await table.change({ pk: personKey(person.id), set, remove: [...remove, 'l', 'u'], when })) !== undefined;
        if (kept && person.forward !== undefined && leased.forward === undefined) await forgetTokens(table, person.id);
        return kept;
      } finally {
        letGo();
      }
    },
  };
}

async function forgetTokens(table: Table, person: string): Promise<void> {
  const tokens = tokensIn(table);
  if (await tokens.read(person)) await tokens.write(person, '');
}

/** What an update sets and what it removes. */
export function split(fields: Readonly<Record<string, Value | undefined>>) {
  const set = Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const])),
  );
  return { set, remove: Object.keys(fields).filter((field) => fields[field] === undefined) };
}
