import type { Directory } from '../../functions/consumer/directory.ts';
import { bunceKey, emailKey, type Known } from '../../functions/consumer/entry.ts';
import { directoryKeys } from '../../functions/consumer/sighting.ts';
import { type Parked, unpackBody } from '../../shared/queue/parked.ts';
import { jsonOf, type Taken } from './message.ts';

export interface Search {
  /** An e-mail, a provider's customer id, or Bunce's id. */
  readonly person: string;
  readonly directory: Directory;
}

/** Those about this person, also where the message holds only an id that the directory knows as theirs. */
export async function aboutPerson(batch: readonly Taken[], { person, directory }: Search): Promise<readonly Taken[]> {
  const wanted = person.includes('@') ? person.trim().toLowerCase() : person.trim();
  await directory.load([...batch.flatMap(({ parked }) => keysOf(parked)), emailKey(wanted)]);
  const [mail, id] = [emailKey(wanted), directory.look(emailKey(wanted))?.bunceKey ?? bunceKey(wanted)];
  const isTheirs = (known: Known | undefined): boolean => known?.emailKey === mail || known?.bunceKey === id;
  return batch.filter(({ parked }) => keysOf(parked).some((key) => isTheirs(directory.look(key))) || mentions(parked, wanted));
}

const keysOf = ({ envelope }: Parked): readonly string[] =>
  envelope?.commands.flatMap(({ command: { customer } }) => directoryKeys({ customer, provider: envelope.provider })) ?? [];

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
