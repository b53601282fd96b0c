import { accountPeopleOf, bunceKey, emailKey, refOf } from '../../functions/consumer/people/person-ref.ts';
import { keysOf } from '../../functions/consumer/state/find-person.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import { type Parked, unpackBody } from '../../shared/queue/parked.ts';
import { jsonOf, type Taken } from '../../shared/queue/taken.ts';

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
  const refs = new Map(batch.map((taken) => [taken, refsIn(taken.parked, identity)]));
  await people.load([...sought.keys, ...[...refs.values()].flat().flatMap(keysOf)]);
  const theirs = new Set([...sought.people, ...(await livingOf(sought.keys, people))]);
  const isTheirs = async (taken: Taken): Promise<boolean> => {
    const all = refs.get(taken) ?? [];
    const found = [...(await livingOf(all.flatMap(keysOf), people)), ...all.flatMap(accountPeopleOf)];
    return found.some((each) => theirs.has(each)) || mentions(taken.parked, sought.texts);
  };
  const marked = await Promise.all(batch.map(async (taken) => ({ taken, is: await isTheirs(taken) })));
  return marked.flatMap(({ taken, is }) => (is ? [taken] : []));
}

const refsIn = ({ envelope }: Parked, identity: string | undefined) =>
  envelope?.commands.map(({ command: { customer } }) => refOf({ customer, envelope }, { identity })) ?? [];

/** Whom these keys lead to, through a forward. */
async function livingOf(keys: readonly string[], people: Search['people']): Promise<readonly string[]> {
  const owners = keys.flatMap((key) => people.look(key).owner ?? []);
  return Promise.all(owners.map(async (owner) => (await people.peek(owner))?.forward ?? owner));
}

function mentions({ provider, envelope, raw }: Parked, texts: readonly Named[]): boolean {
  const wanted = texts.filter((each) => each.provider === undefined || each.provider === provider);
  const leaves = [...leavesOf(envelope?.commands), ...(raw ? bodyLeaves(unpackBody(raw.body).toString()) : [])];
  return leaves.some((leaf) => wanted.some(({ text }) => isNamed(leaf, text)));
}

interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** JSON, or a form, or whatever it is as it stands. */
function bodyLeaves(body: string): readonly Leaf[] {
  const json = jsonOf(body);
  return json === undefined ? [{ path: '', text: body }, ...leavesOf(Object.fromEntries(new URLSearchParams(body)))] : leavesOf(json);
}

/** Every value with the keys that lead to it, also of JSON inside text. */
function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, each]) => leavesOf(each, `${path} ${key}`));
  const inner = typeof value === 'string' && /^\s*[{[]/.test(value) ? jsonOf(value) : undefined;
  return inner === undefined ? [{ path, text: String(value) }] : leavesOf(inner, path);
}

const ADDRESS = /[^\s@<>"'(),;:=&?/|\\[\]{}]+@[^\s@<>"'(),;:=&?/|\\[\]{}]+/g;
const OF_PEOPLE = /customer|user|client|member|account|subscriber|contact|buyer|person|profile/i;

/** An e-mail anywhere; an id as a whole value, and a mere number only where the keys speak of people: an order has one too. */
function isNamed({ path, text }: Leaf, wanted: string): boolean {
  if (wanted.includes('@')) return (text.toLowerCase().match(ADDRESS) ?? []).some((address) => address.replace(/\.+$/, '') === wanted);
  return text === wanted && (!/^\d+$/.test(wanted) || OF_PEOPLE.test(path));
}
