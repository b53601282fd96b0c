import { type Command, type Customer, owned } from '../bunce/command.ts';
import { idOf, isEmail } from '../bunce/named.ts';
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
export function withMetadata(commands: readonly Command[], reading: Reading): readonly Command[] {
  const { keys, own } = { keys: keysIn(reading), own: ownIdIn(reading) };
  if (keys === undefined && own === undefined) return commands;
  return commands.map((command) => ({
    ...command,
    customer: own === undefined ? command.customer : named(command.customer, { own, by: reading.attached.setBy }),
    ...(command.type === 'track-event' && keys !== undefined && { metadata: keys }),
  }));
}

function keysIn({ selection: { metadata = [] }, ...reading }: Reading): Record<string, string> | undefined {
  const found = metadata.flatMap((key) => {
    const value = valueOf(key, reading);
    return value === undefined ? [] : [[key, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function ownIdIn({ selection: { customerId }, ...reading }: Reading): string | undefined {
  const own = customerId && idOf(valueOf(customerId.slice('metadata.'.length), reading));
  return isEmail(own) ? undefined : own;
}

/** The team's own id takes the place of the provider's, which leads there too; one that anybody may have written is but a claim. */
function named(customer: Customer, { own, by }: { readonly own: string; readonly by: Attached['setBy'] }): Customer {
  return by === 'shopper' ? { ...customer, claimedId: own } : owned(customer, own);
}

function valueOf(key: string, { payload, attached: { places } }: Pick<Reading, 'payload' | 'attached'>): string | undefined {
  for (const place of places) {
    const text = textOf(entryOf(at(payload, place), key));
    if (text !== undefined) return text;
  }
  return undefined;
}

const at = (payload: unknown, place: string): unknown =>
  place.split('.').reduce<unknown>((value, step) => (isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined), payload);

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
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '';
  return text === '' || text.length > LONGEST ? undefined : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
