import { type Command, type Customer, owned } from '../bunce/command.ts';
import { idOf, isEmail } from '../bunce/named.ts';
import { metadataKeyIn } from '../bunce/paths.ts';
import type { Attached } from './provider.ts';
import type { Selection } from './selection.ts';

/** Longer texts are left out: more than any provider lets a merchant attach (Stripe: 500). */
const LONGEST = 1000;

interface Reading {
  readonly payload: unknown;
  readonly attached: Attached;
  readonly selection: Pick<Selection, 'customerId' | 'metadata'>;
}

/** The same commands with what the config reads of what the merchant attached: keys for the bindings, and the team's own id. */
export function withMetadata(commands: readonly Command[], { payload, attached, selection }: Reading): readonly Command[] {
  const { customerId, metadata = [] } = selection;
  if (customerId === undefined && metadata.length === 0) return commands;
  const holders = holdersIn(payload, attached);
  if (holders.length === 0) return commands;
  const [keys, own] = [keysIn(metadata, holders), ownIdIn(customerId, holders)];
  if (keys === undefined && own === undefined) return commands;
  return commands.map((command) => ({
    ...command,
    customer: own === undefined ? command.customer : named(command.customer, { own, by: attached.setBy }),
    ...(command.type === 'track-event' && keys !== undefined && { metadata: keys }),
  }));
}

/** What stands in the places that are there. */
type Holders = readonly unknown[];

function holdersIn(payload: unknown, attached: Attached): Holders {
  const holders: unknown[] = [];
  for (const steps of stepsOf(attached)) {
    const holder = at(payload, steps);
    if (holder !== undefined && holder !== null) holders.push(holder);
  }
  return holders;
}

type Steps = readonly string[];

/** Of each place, taken apart once. */
const known = new WeakMap<Attached, readonly Steps[]>();

function stepsOf(attached: Attached): readonly Steps[] {
  const steps = known.get(attached) ?? attached.places.map((place) => place.split('.'));
  known.set(attached, steps);
  return steps;
}

function keysIn(metadata: readonly string[], holders: Holders): Record<string, string> | undefined {
  const found: [key: string, value: string][] = [];
  for (const key of metadata) {
    const value = valueOf(key, holders);
    if (value !== undefined) found.push([key, value]);
  }
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function ownIdIn(customerId: Selection['customerId'], holders: Holders): string | undefined {
  const value = customerId && valueOf(metadataKeyIn(customerId) ?? '', holders);
  const own = value && idOf(value);
  return isEmail(own) ? undefined : own;
}

/** The team's own id takes the place of the provider's, which leads there too; one that anybody may have written is but a claim. */
function named(customer: Customer, { own, by }: { readonly own: string; readonly by: Attached['setBy'] }): Customer {
  return by === 'shopper' ? { ...customer, claimedId: own } : owned(customer, own);
}

function valueOf(key: string, holders: Holders): string | undefined {
  for (const holder of holders) {
    const text = textOf(entryOf(holder, key));
    if (text !== undefined) return text;
  }
  return undefined;
}

function at(payload: unknown, steps: Steps): unknown {
  let value = payload;
  for (const step of steps) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return value;
}

/** An object, the JSON text of one, or a list of names and values, as shops' carts have it; Paystack has a list inside an object. */
function entryOf(attached: unknown, key: string): unknown {
  if (isList(attached)) return attached.filter(isObject).find((entry) => NAMES.some((name) => entry[name] === key))?.['value'];
  if (typeof attached === 'string') return /^\s*[[{]/.test(attached) ? entryOf(parsed(attached), key) : undefined;
  if (!isObject(attached)) return undefined;
  return Object.hasOwn(attached, key) ? attached[key] : entryOf(listIn(attached), key);
}

const listIn = ({ custom_fields: list }: Readonly<Record<string, unknown>>): unknown => (isList(list) ? list : undefined);

const NAMES = ['variable_name', 'name', 'key', 'display_name'];

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Undefined for what holds more than one value, for blanks and for what is too long. Some write a value with what belongs to it (RevenueCat). */
function textOf(value: unknown): string | undefined {
  if (isObject(value) && 'value' in value && !isObject(value['value'])) return textOf(value['value']);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value).trim();
  return text === '' || text.length > LONGEST ? undefined : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
