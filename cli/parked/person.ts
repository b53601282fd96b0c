import { accountPeopleOf, accountPerson, bunceKey, emailKey, idKey, refOf } from '../../functions/consumer/people/person-ref.ts';
import { keysOf } from '../../functions/consumer/state/find-person.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import type { Parked } from '../../shared/queue/parked.ts';
import type { Taken } from '../../shared/queue/taken.ts';
import { isNumber, type Leaf, leavesOf, mayBeId, rawLeaves } from './leaves.ts';

/** Who is meant: whoever these lead to, or is named by a text. */
export interface Sought {
  /** Our own ids of people. */
  readonly people: readonly string[];
  /** Aliases. */
  readonly keys: readonly string[];
  readonly texts: readonly Named[];
}

/** An e-mail or an id; with a provider it counts in the messages of that one only. */
export interface Named {
  readonly text: string;
  readonly provider?: string | undefined;
}

/** Whom an e-mail, a provider's customer id or Bunce's id means. */
export function soughtBy(word: string): Sought {
  const text = word.includes('@') ? word.trim().toLowerCase() : word.trim();
  return { people: [], keys: [emailKey(text), bunceKey(text)], texts: [{ text }] };
}

export interface Search {
  readonly sought: Sought;
  readonly people: Pick<People, 'load' | 'look' | 'peek'>;
  /** The identity provider. */
  readonly identity: string | undefined;
}

/** Those about this person, also where the message holds only an id that is known as theirs. */
export async function aboutPerson(batch: readonly Taken[], { sought, people, identity }: Search): Promise<readonly Taken[]> {
  const leads = new Map(batch.map((taken) => [taken, leadsIn(taken.parked, identity)]));
  await people.load([...sought.keys, ...[...leads.values()].flatMap(({ keys }) => keys)]);
  const theirs = new Set([...sought.people, ...(await livingOf(sought.keys, people))]);
  const isTheirs = async (taken: Taken): Promise<boolean> => {
    const { keys, accounts } = leads.get(taken) ?? { keys: [], accounts: [] };
    const found = [...(await livingOf(keys, people)), ...accounts];
    return found.some((each) => theirs.has(each)) || mentions(taken.parked, sought.texts);
  };
  const marked = await Promise.all(batch.map(async (taken) => ({ taken, is: await isTheirs(taken) })));
  return marked.flatMap(({ taken, is }) => (is ? [taken] : []));
}

/** What leads to people: aliases, and people whom sign-ups would have made. */
interface Leads {
  readonly keys: readonly string[];
  readonly accounts: readonly string[];
}

function leadsIn(parked: Parked, identity: string | undefined): Leads {
  const { envelope } = parked;
  const refs = envelope?.commands.map(({ command: { customer } }) => refOf({ customer, envelope }, { identity })) ?? [];
  const raw = rawIdsIn(parked, identity);
  return {
    keys: [...refs.flatMap(keysOf), ...raw.map(({ provider, id }) => idKey(provider, id))],
    accounts: [...refs.flatMap(accountPeopleOf), ...raw.map(({ provider, id }) => accountPerson(provider, id))],
  };
}

/** Nobody knows which of a raw body's values are ids, so all may be: the provider's, and the team's own unless they are mere numbers. */
function rawIdsIn(parked: Parked, identity = ''): readonly { readonly provider: string; readonly id: string }[] {
  const { provider } = parked;
  const ids = [...new Set(rawLeaves(parked).flatMap((leaf) => (IS_ID.test(leaf.text) && mayBeId(leaf) ? leaf.text : [])))];
  const own = provider === identity ? [] : ids.filter((id) => !isNumber(id));
  return [...ids.map((id) => ({ provider, id })), ...own.map((id) => ({ provider: identity, id }))];
}

const IS_ID = /^\S{1,200}$/;

/** Whom these keys lead to, through a forward. */
async function livingOf(keys: readonly string[], people: Search['people']): Promise<readonly string[]> {
  const owners = keys.flatMap((key) => people.look(key).owner ?? []);
  return Promise.all(owners.map(async (owner) => (await people.peek(owner))?.forward ?? owner));
}

function mentions(parked: Parked, texts: readonly Named[]): boolean {
  const wanted = texts.filter(({ provider }) => provider === undefined || provider === parked.provider);
  const leaves = [...leavesOf(parked.envelope?.commands), ...rawLeaves(parked)];
  return leaves.some((leaf) => wanted.some(({ text }) => isNamed(leaf, text)));
}

const ADDRESS = /[^\s@<>"'(),;:=&?/|\\[\]{}]+@[^\s@<>"'(),;:=&?/|\\[\]{}]+/g;

/** An e-mail anywhere; an id as a whole value. */
function isNamed(leaf: Leaf, wanted: string): boolean {
  if (wanted.includes('@')) return (leaf.text.toLowerCase().match(ADDRESS) ?? []).some((address) => address.replace(/\.+$/, '') === wanted);
  return leaf.text === wanted && mayBeId(leaf);
}
