import { type Parked, unpackBody } from '../../shared/queue/parked.ts';
import { jsonOf } from '../../shared/queue/taken.ts';

/** A value, and the keys that lead to it. */
export interface Leaf {
  readonly path: string;
  readonly text: string;
}

/** Of a webhook that could not be read. */
export const rawLeaves = ({ raw }: Parked): readonly Leaf[] => (raw ? bodyLeaves(unpackBody(raw.body).toString()) : []);

/** JSON, or a form, or whatever it is as it stands. */
function bodyLeaves(body: string): readonly Leaf[] {
  const json = jsonOf(body);
  return json === undefined ? [{ path: '', text: body }, ...leavesOf(Object.fromEntries(new URLSearchParams(body)))] : leavesOf(json);
}

/** Every value, also of JSON inside text. */
export function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, each]) => leavesOf(each, `${path} ${key}`));
  const inner = typeof value === 'string' && /^\s*[{[]/.test(value) ? jsonOf(value) : undefined;
  return inner === undefined ? [{ path, text: String(value) }] : leavesOf(inner, path);
}

const OF_PEOPLE = /customer|user|client|member|account|subscriber|contact|buyer|person|profile/i;

/** A mere number is an id of somebody only where the keys speak of people: an order has one too. */
export const mayBeId = ({ path, text }: Leaf): boolean => !isNumber(text) || OF_PEOPLE.test(path);

export const isNumber = (text: string): boolean => /^\d+$/.test(text);
