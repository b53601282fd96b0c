import { filled } from '../../shared/bunce/filled.ts';
import type { Item, Table } from '../../shared/runtime/table.ts';
import { bunceKey, Entry, type Fact, type Known, reach, refsOf, revealed, sealed, textKey, textsOf, tombstone } from './entry.ts';

/** The part of the directory that a batch needs, read once; what is learnt on the way is seen at once. Writing and reading throw when DynamoDB fails. */
export interface Directory {
  look(key: string): Known | undefined;
  /** Writes what is new. */
  learn(facts: ReadonlyMap<string, Fact>): Promise<void>;
  /** Keeps push tokens beside Bunce's id, so that they go when it goes. */
  keep(bunceId: string, tokens: string): Promise<void>;
  /** Reads more keys, and what they lead to. */
  load(keys: Iterable<string>): Promise<void>;
  /** Leaves of these keys, and of the e-mail and Bunce id they lead to, only that they were there. */
  erase(keys: readonly string[], at: string): Promise<void>;
}

export function directoryIn(table: Table): Directory {
  const seen = new Map<string, Entry>();
  const look = (key: string): Known | undefined => {
    const entry = seen.get(key);
    return entry && revealed(entry, (print) => seen.get(textKey(print)));
  };
  const put = async (entries: ReadonlyMap<string, Entry>): Promise<void> => {
    await table.write([...entries].map(([pk, entry]): Item => ({ ...filled(entry), pk })));
    for (const [key, entry] of entries) seen.set(key, entry);
  };
  return {
    look,
    async load(keys) {
      const asked = new Set<string>();
      for (
        let wanted = [...keys];
        wanted.length > 0;
        wanted = wanted.flatMap((key) => refsOf(key, seen)).filter((key) => !asked.has(key))
      ) {
        for (const key of wanted) asked.add(key);
        for (const [key, item] of await table.read(wanted)) {
          const { data } = Entry.safeParse(item);
          if (data) seen.set(key, data);
        }
      }
    },
    async learn(facts) {
      const whole = [...facts].map(([key, fact]) => [key, withProof(fact, look(key))] as const);
      const fresh = whole.filter(([key, fact]) => !sameFact(look(key), fact));
      await put(new Map(fresh.flatMap(([key, fact]) => [...textsOf(key, { fact, seen }), [key, sealed(fact)] as const])));
    },
    async keep(bunceId, tokens) {
      const entry = seen.get(bunceKey(bunceId));
      // Where nothing leads, no erasure would find them.
      if (entry?.text !== undefined) await put(new Map([[bunceKey(bunceId), { ...entry, tokens }]]));
    },
    async erase(keys, at) {
      const gone = [...reach(keys, seen)];
      // What can be read goes first: killed in between, the rest is found again.
      await put(new Map(gone.filter((key) => !keys.includes(key)).map((key) => [key, tombstone(seen.get(key), at)])));
      await put(new Map(keys.map((key) => [key, tombstone(seen.get(key), at)])));
    },
  };
}

/** What was proven while a call that knew less was under way stays. */
function withProof(fact: Fact, old: Known | undefined): Fact {
  if (!fact.known || !old?.known || old.erasedAt !== undefined) return fact;
  return { ...fact, bunceId: fact.bunceId ?? old.bunceId, account: fact.account ?? old.account, who: old.who ?? fact.who };
}

/** The time alone is no news. */
const sameFact = (old: Known | undefined, fact: Fact): boolean =>
  old !== undefined &&
  old.erasedAt === undefined &&
  (['email', 'bunceId', 'known', 'alias', 'account', 'who'] as const).every((field) => old[field] === fact[field]);
