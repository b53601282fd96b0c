import { setImmediate as thisTurn } from 'node:timers/promises';

import type { Item } from '../../../shared/runtime/marshal.ts';
import type { Table } from '../../../shared/runtime/table.ts';
import type { Holders } from '../people/arrival.ts';
import type { Person } from '../people/person.ts';
import { type Lease, leaseOn, split } from './lease.ts';
import { personIn, personKey, personOfKey, textOf } from './person-item.ts';

/** An alias: who has the id or e-mail, and until when events of an id wait for the one that names its person. */
export interface Alias extends Holders {
  /** Milliseconds; the end of the wait, and by how much a Bunce out of reach has put it off. */
  readonly waiting?: Waiting | undefined;
}

export interface Waiting {
  readonly until: number;
  readonly putOff: number;
  /** When those that wait should be back. */
  readonly due: number;
}

/** People and what leads to them, as one invocation sees them. Throws when DynamoDB fails. */
export interface People {
  /** Reads aliases, and people by id, for `look` and `seen`. */
  load(keys: Iterable<string>, people?: Iterable<string>): Promise<void>;
  look(key: string): Alias;
  /** As read, or learnt, last; nothing is decided by it but where to look first. */
  seen(person: string): Person | undefined;
  /** The same as it stands at this moment. */
  lookAgain(key: string): Promise<Alias>;
  peek(person: string): Promise<Person | undefined>;
  /** Writes the owner if there is none; whoever stands there then. */
  claim(key: string, person: string): Promise<Alias>;
  /** Says who has an e-mail or a Bunce id from now on; false when its owner is not whom we saw. */
  hand(key: string, holders: Holders): Promise<boolean>;
  wait(key: string, waiting: Waiting): Promise<void>;
  /** Makes the person if need be; gives them the account if they have none. `taken`: somebody else acts for them. */
  lease(person: string, met?: Met): Promise<Lease | 'taken'>;
}

/** What is known of them before their lease is taken. */
export interface Met {
  readonly account?: string | undefined;
  /** By which a guest is met who has nothing else: kept with the first lease, whatever becomes of it. */
  readonly email?: string | undefined;
}

export interface Leasing {
  /** Of this invocation alone. */
  readonly token: string;
  /** Milliseconds: no call of this invocation can still be under way then. */
  until(): number;
  /** Which account of Bunce holds the customers: under another one nobody is known. */
  readonly holder: string;
  now(): number;
}

export function peopleIn(table: Table, leasing: Leasing): People {
  const aliases = new Map<string, Alias>();
  const known = new Map<string, Person>();
  const held = new Set<string>();
  let leases = 0;
  const NOBODY: Alias = { owner: undefined, also: [] };
  const readNow = readingTogether(table);
  const look = (key: string): Alias => aliases.get(key) ?? NOBODY;
  const see = (key: string, item: Item | undefined): Alias => {
    const alias = item ? aliasOf(item) : NOBODY;
    aliases.set(key, alias);
    return alias;
  };
  const know = (person: Person): Person => {
    known.set(person.id, person);
    return person;
  };
  const meet = (item: Item): Person => know(personIn(item, leasing.holder));

  return {
    look,
    seen: (person) => known.get(person),
    async load(keys, people = []) {
      const items = await table.read([...keys, ...[...people].map(personKey)]);
      for (const [key, item] of items) {
        const person = personOfKey(key);
        if (person === undefined) aliases.set(key, aliasOf(item));
        else meet(item);
      }
    },
    lookAgain: async (key) => see(key, await readNow(key)),
    async peek(person) {
      const item = await readNow(personKey(person));
      return item && meet(item);
    },
    claim: async (key, person) => see(key, await table.change({ pk: key, first: { p: person } })),
    async hand(key, holders) {
      const { owner } = look(key);
      const when = owner === undefined ? [{ absent: 'p' }] : [{ attribute: 'p', is: owner }];
      const { set, remove } = split({ p: holders.owner, also: holders.also.join(' ') || undefined });
      const item = await table.change({
        pk: key,
        set,
        remove,
        when: [...when, ...(holders.owner ? [{ attribute: 'p', is: holders.owner }] : [])],
      });
      if (item) see(key, item);
      return item !== undefined;
    },
    async wait(key, { until, putOff, due }) {
      see(key, await table.change({ pk: key, set: { until, putOff, due } }));
    },
    async lease(person, { account, email } = {}) {
      if (held.has(person)) return 'taken';
      held.add(person);
      const { now, holder } = leasing;
      const until = leasing.until();
      // Of this lease alone: a release that comes late must not end the next one.
      const token = `${leasing.token}.${(leases += 1)}`;
      const when = [{ absent: 'l' }, { attribute: 'u', below: now() }, { attribute: 'l', is: token }];
      const first = account === undefined ? { g: email ?? true } : { g: false, a: account };
      const ask = { pk: personKey(person), set: { l: token, u: until }, first, when };
      const item = await table.change(ask).finally(() => held.delete(person));
      if (!item) return 'taken';
      held.add(person);
      return leaseOn(meet(item), { table, token, holder, see: know, letGo: () => held.delete(person) });
    },
  };
}

/** As it stands at this moment; what is asked for in the same turn is read in one request. */
function readingTogether(table: Table): (key: string) => Promise<Item | undefined> {
  let asked: { readonly keys: Set<string>; readonly items: Promise<ReadonlyMap<string, Item>> } | undefined;
  const read = async (keys: Set<string>): Promise<ReadonlyMap<string, Item>> => {
    await thisTurn();
    asked = undefined;
    return table.read(keys, { consistent: true });
  };
  const open = (keys = new Set<string>()) => ({ keys, items: read(keys) });
  return async (key) => {
    asked ??= open();
    asked.keys.add(key);
    return (await asked.items).get(key);
  };
}

const aliasOf = ({ p, also, until, putOff, due }: Item): Alias => ({
  owner: textOf(p),
  also: (textOf(also) ?? '').split(' ').filter(Boolean),
  waiting: until === undefined ? undefined : { until: Number(until), putOff: Number(putOff), due: Number(due) },
});
