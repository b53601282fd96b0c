import type { Table } from '../../../shared/runtime/table.ts';

/** Push tokens, beside the person whose they are: read and written under their lease only. Throws when DynamoDB fails. */
export interface Tokens {
  read(person: string): Promise<string | undefined>;
  /** An empty text forgets them. */
  write(person: string, text: string): Promise<void>;
}

const keyOf = (person: string): string => `tokens#${person}`;

export function tokensIn(table: Table): Tokens {
  return {
    async read(person) {
      const text = (await table.read([keyOf(person)], { consistent: true })).get(keyOf(person))?.['tokens'];
      return typeof text === 'string' ? text : undefined;
    },
    async write(person, text) {
      await table.change({ pk: keyOf(person), ...(text === '' ? { remove: ['tokens'] } : { set: { tokens: text } }) });
    },
  };
}
