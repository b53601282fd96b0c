import type { Binding, BoundTo, Computed, ParameterType, ParameterValue } from './binding.ts';
import { forFunctions, type Told } from './binding-choice.ts';
import { bunceTimestamp } from './instant.ts';
import { majorText } from './money.ts';
import { currencyOf } from './own-events.ts';
import { isOriginPath, isPersonPath, metadataKeyIn, PERSON } from './paths.ts';
import type { Profile } from './profile.ts';

/** What a parameter or attribute of an event may be made of. */
export interface Source extends Told {
  /** Which of the event's properties are money: each goes in major units. */
  readonly money: readonly string[];
  /** The event's own time, else that of receipt. */
  readonly occurredAt: string;
  readonly person: Profile & { readonly customer_id?: string; readonly email?: string };
}

/** The value of a parameter in Bunce's form; undefined when there is none and no default. Throws RangeError on what does not convert. */
export function valueOf(bound: ParameterValue, { source, type }: { readonly source: Source; readonly type: ParameterType }) {
  const from = typeof bound === 'object' ? bound.from : bound;
  const found = from === undefined ? undefined : converted(read(from, source), type);
  return found ?? (typeof bound === 'object' ? converted(bound.default, type) : undefined);
}

type Raw = string | number | boolean | undefined;

/** By declared type: text, a plain decimal (an exponent is none), or the one form of time that Bunce does not skip. */
export function converted(value: Raw, type: ParameterType): string | number | undefined {
  if (value === undefined || value === '') return undefined;
  switch (type) {
    case 'text':
      return typeof value === 'number' ? plain(value) : String(value);
    case 'numeric':
      return decimal(value);
    case 'timestamp':
      return bunceTimestamp(typeof value === 'number' ? value : String(value));
  }
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A number holds some 15 digits: what it would round is refused. */
function decimal(value: string | number | boolean): number {
  const text = String(value).trim();
  const number = Number(typeof value === 'string' && !DECIMAL.test(text) ? Number.NaN : value);
  const written = plain(number);
  if (typeof value === 'string' && number !== 0 && written !== shortest(text)) throw new RangeError('more digits than a number holds');
  return number;
}

const shortest = (text: string): string => text.replace(/^(-?)0+(?=\d)/, '$1').replace(/\.0+$|(\.\d*[1-9])0+$/, '$1');

function plain(number: number): string {
  const text = String(number);
  if (!DECIMAL.test(text)) throw new RangeError('not a plain decimal');
  return text;
}

function read(from: string | Computed, source: Source): Raw {
  const { event, origin, occurredAt, person } = source;
  if (typeof from === 'function') return from(event, forFunctions(source));
  if (from === 'occurredAt') return occurredAt;
  if (isPersonPath(from)) return person[PERSON[from]];
  if (isOriginPath(from)) return origin[from];
  const key = metadataKeyIn(from);
  if (key !== undefined) return origin.metadata[key];
  return source.money.includes(from) ? major(event.properties, from) : event.properties[from];
}

/** Minor units mean nothing to Bunce; without its currency an amount means nothing at all. */
function major(properties: BoundTo['properties'], key: string): string | undefined {
  const [amount, currency] = [properties[key], properties[currencyOf(key)]];
  return typeof amount === 'number' && typeof currency === 'string' ? majorText({ amount, currency }) : undefined;
}

export interface Declared {
  readonly name: string;
  readonly type: ParameterType;
  readonly required: boolean;
}

export type Parameters =
  /** `unfit` names those whose value does not convert, also where the default stands in. */
  | { readonly ok: true; readonly values: Readonly<Record<string, string | number>>; readonly unfit: readonly string[] }
  | { readonly ok: false; readonly missing: string; readonly because: string };

/** Exactly the declared parameters: an undeclared one is a 422, a missing required one too. Names the first that is required and missing. */
export function parametersOf(
  binding: Pick<Binding, 'parameters'>,
  { source, declared }: { readonly source: Source; readonly declared: readonly Declared[] },
): Parameters {
  const values: Record<string, string | number> = {};
  const unfit: string[] = [];
  for (const { name, type, required } of declared) {
    const found = attempt(binding.parameters[name] ?? implied(name), { source, type });
    if (found.value !== undefined) values[name] = found.value;
    else if (required)
      return { ok: false, missing: name, because: found.unfit ? `whose value does not convert to ${type}` : 'which has no value' };
    if (found.unfit) unfit.push(name);
  }
  return { ok: true, values, unfit };
}

/** Bunce's own samples declare `email` as a parameter; it needs no binding. */
const implied = (name: string): ParameterValue | undefined => (name === 'email' ? 'customer.email' : undefined);

/** What converting came to. */
export interface Fit {
  readonly value?: string | number | undefined;
  /** A value was there, and it does not convert. */
  readonly unfit: boolean;
}

/** What does not convert falls back to the default, like what is not there. */
export function attempt(bound: ParameterValue | undefined, how: { readonly source: Source; readonly type: ParameterType }): Fit {
  if (bound === undefined) return { unfit: false };
  const own = fit(() => valueOf(bound, how));
  const spare = typeof bound === 'object' && bound.from !== undefined ? bound.default : undefined;
  return own.unfit ? { ...fit(() => converted(spare, how.type)), unfit: true } : own;
}

/** Without a value for what does not convert. */
export function fit(convert: () => string | number | undefined): Fit {
  try {
    return { value: convert(), unfit: false };
  } catch (error) {
    if (error instanceof RangeError) return { unfit: true };
    throw error;
  }
}
