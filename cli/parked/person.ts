import { accountPeopleOf, bunceKey, emailKey, refOf } from '../../functions/consumer/people/person-ref.ts';
import { keysOf } from '../../functions/consumer/state/find-person.ts';
import type { People } from '../../functions/consumer/state/people.ts';
import { type Parked, unpackBody } from '../../shared/queue/parked.ts';
import { jsonOf, type Taken } from './message.ts';

export interface Search {
  /** An e-mail, a provider's customer id, or Bunce's id. */
  readonly person: string;
  readonly people: Pick<People, 'load' | 'look' | 'peek'>;
  /** The identity provider. */
  readonly identity: string | undefined;
}

/** Those about this person, also where the message holds only an id that is known as theirs. */
export async function aboutPerson(batch: readonly Taken[], { person, people, identity }: Search): Promise<readonly Taken[]> {
  const wanted = person.includes('@') ? person.trim().toLowerCase() : person.trim();
  const own = [emailKey(wanted), bunceKey(wanted)];
  const refs = new Map(batch.map((taken) => [taken, refsIn(taken.parked, identity)]));
  await people.load([...own, ...[...refs.values()].flat().flatMap(keysOf)]);
  const theirs = new Set(await livingOf(own, people));
  const isTheirs = async (taken: Taken): Promise<boolean> => {
    const all = refs.get(taken) ?? [];
    const found = [...(await livingOf(all.flatMap(keysOf), people)), ...all.flatMap(accountPeopleOf)];
    return found.some((each) => theirs.has(each)) || mentions(taken.parked, wanted);
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

function mentions({ envelope, raw }: Parked, wanted: string): boolean {
  const leaves = [...leavesOf(envelope?.commands), ...(raw ? bodyLeaves(unpackBody(raw.body).toString()) : [])];
  return leaves.some((leaf) => isNamed(leaf, wanted));
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
