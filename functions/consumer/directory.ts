import * as z from 'zod/mini';

import { filled } from '../../shared/bunce/command.ts';
import type { Table } from '../../shared/runtime/table.ts';
import { fingerprint } from '../../shared/webhook/fingerprint.ts';

/** What we know of a provider's customer id, or of an e-mail. */
const Known = z.object({
  /** The e-mail Bunce holds, or would be told. */
  email: z.optional(z.string()),
  /** Bunce's `customer_id`, which may differ from the one we asked for. */
  bunceId: z.optional(z.string()),
  /** Bunce holds this person. */
  known: z.optional(z.boolean()),
  /** Of an e-mail: it leads to the person, but is not the one Bunce holds. */
  alias: z.optional(z.boolean()),
  /** Names the person for good, whatever id or e-mail leads to them. */
  who: z.optional(z.string()),
  /** Time of the event that said so. */
  at: z.string(),
});
export type Known = z.infer<typeof Known>;

export const idKey = (provider: string, id: string): string => `directory#${provider}#${id}`;
/** Hashed, so that the table's keys and its metrics show no address. */
export const emailKey = (email: string): string => `directory#email#${fingerprint(email)}`;

/** The part of the directory that a batch needs, read once; what is learnt on the way is seen at once. */
export interface Directory {
  look(key: string): Known | undefined;
  /** Writes what is new. Throws when DynamoDB fails. */
  learn(facts: ReadonlyMap<string, Known>): Promise<void>;
  /** Reads more keys. Throws when DynamoDB fails. */
  load(keys: Iterable<string>): Promise<void>;
}

export function directoryIn(table: Table): Directory {
  const seen = new Map<string, Known>();
  return {
    look: (key) => seen.get(key),
    async load(keys) {
      for (const [key, item] of await table.read(keys)) {
        const { data } = Known.safeParse(item);
        if (data) seen.set(key, data);
      }
    },
    async learn(facts) {
      const fresh = [...facts].filter(([key, fact]) => !sameFact(seen.get(key), fact));
      await table.write(fresh.map(([pk, fact]) => ({ ...filled(fact), pk })));
      for (const [key, fact] of fresh) seen.set(key, fact);
    },
  };
}

/** The time alone is no news. */
const sameFact = (old: Known | undefined, fact: Known): boolean =>
  old !== undefined && (['email', 'bunceId', 'known', 'alias', 'who'] as const).every((field) => old[field] === fact[field]);
