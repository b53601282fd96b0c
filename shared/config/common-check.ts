import * as z from 'zod/mini';

import { didYouMean } from '../bunce/nearest.ts';
import { metadataKeyIn } from '../bunce/paths.ts';
import { matchesAny } from '../bunce/pattern.ts';
import { isChosen } from '../webhook/selection.ts';
import type { Provider } from '../webhook/provider.ts';
import { type Mistake, mistakesBy, shown } from './mistakes.ts';
import { COMMON } from './selection-of.ts';
import type { GivenSettings } from '../webhook/selection.ts';

/** As much of a provider as these settings speak of. */
type Spoken = Pick<Provider, 'name' | 'metadata' | 'events' | 'choice'>;

const OF_METADATA = new Set(['customerId', 'metadata']);

/** What this one may be given as any other provider. */
export const commonOf = ({ metadata }: Pick<Provider, 'metadata'>): readonly string[] =>
  Object.keys(COMMON).filter((key) => metadata !== undefined || !OF_METADATA.has(key));

/** What is wrong with the settings that any provider may be given. */
export const commonMistakes = (
  provider: Spoken,
  { is, customerId, metadata, events, choice, quiet }: GivenSettings,
): readonly Mistake[] => [
  ...(is === undefined || (typeof is === 'string' && is !== '')
    ? []
    : [wrong({ path: ['is'], value: is }, "the name of a provider, such as 'paystack'")]),
  ...(customerId === undefined ? [] : customerIdMistakes(provider, customerId)),
  ...(metadata === undefined ? [] : metadataMistakes(provider, metadata)),
  ...(events === undefined ? [] : eventsMistakes(provider, { events, choice })),
  ...(quiet === undefined ? [] : mistakesBy(z.object({ quiet: COMMON.quiet }), { quiet })),
];

interface Given {
  readonly path: Mistake['path'];
  readonly value: unknown;
}

const wrong = ({ path, value }: Given, expected: string): Mistake => ({ path, value, text: `expected ${expected}, got ${shown(value)}` });

const KEY = /^(?!\s).{1,64}(?<!\s)$/s;

function customerIdMistakes({ name, metadata }: Spoken, value: unknown): readonly Mistake[] {
  if (!metadata) return [{ path: ['customerId'], text: unattached(name) }];
  const key = (typeof value === 'string' && metadataKeyIn(value)) || '';
  return KEY.test(key) ? [] : [wrong({ path: ['customerId'], value }, 'metadata.<key>, such as metadata.user_id')];
}

const unattached = (name: string): string => `${name} hands on nothing that a merchant attaches: there is no metadata to read`;

function metadataMistakes({ name, metadata }: Spoken, value: unknown): readonly Mistake[] {
  if (!metadata) return [{ path: ['metadata'], text: unattached(name) }];
  if (!Array.isArray(value)) return [wrong({ path: ['metadata'], value }, "a list of keys, such as ['kind']")];
  return value.flatMap((key: unknown, index) => {
    if (typeof key !== 'string' || !KEY.test(key)) return [wrong({ path: ['metadata', index], value: key }, 'a key of 1 to 64 characters')];
    return value.indexOf(key) < index ? [{ path: ['metadata', index], text: `stands there twice: ${shown(key)}` }] : [];
  });
}

const FILTER = "{ only: [<patterns>] } or { except: [<patterns>] }, such as { except: ['subscription.*'] }";

function eventsMistakes(provider: Spoken, { events, choice }: { readonly events: unknown; readonly choice: unknown }): readonly Mistake[] {
  const entries: readonly (readonly [string, unknown])[] = isRecord(events) ? Object.entries(events) : [];
  const [[kind, patterns] = [], ...more] = entries;
  if (kind === 'only' || kind === 'except') {
    if (more.length > 0)
      return [{ path: ['events'], text: `expected ${FILTER}, got ${entries.map(([key]) => key).join(' and ')} together` }];
    const mistakes = patternMistakes(provider, { kind, patterns });
    return mistakes.length > 0 ? mistakes : emptied(provider, { [kind]: patterns, choice });
  }
  const near = kind === undefined ? '' : didYouMean(kind, ['only', 'except']);
  return [
    { path: ['events'], value: events, text: `expected ${FILTER}, got ${kind === undefined ? shown(events) : `{ ${kind} }`}${near}` },
  ];
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

interface Patterns {
  readonly kind: 'only' | 'except';
  readonly patterns: unknown;
}

function patternMistakes({ name, events }: Spoken, { kind, patterns }: Patterns): readonly Mistake[] {
  if (!Array.isArray(patterns) || patterns.length === 0) {
    return [wrong({ path: ['events', kind], value: patterns }, "a list of event types, such as ['subscription.*']")];
  }
  const types = Object.keys(events);
  return patterns.flatMap((pattern: unknown, index) => {
    const path = ['events', kind, index];
    if (typeof pattern !== 'string') return [wrong({ path, value: pattern }, 'an event type or a pattern of them')];
    if (types.some((type) => matchesAny(type, pattern))) return [];
    const near = didYouMean(pattern, pattern.includes('*') ? patternsOf(types) : types);
    return [{ path, value: pattern, text: `no event type of ${name} is called '${pattern}'${near}` }];
  });
}

/** `subscription.*` for each beginning that a type has. */
const patternsOf = (types: readonly string[]): readonly string[] => [
  ...new Set(types.flatMap((type) => [...type.matchAll(/[._/:]/g)].map(({ index }) => `${type.slice(0, index + 1)}*`))),
];

interface Picked {
  readonly only?: unknown;
  readonly except?: unknown;
  readonly choice: unknown;
}

function emptied(provider: Spoken, { only, except, choice }: Picked): readonly Mistake[] {
  const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const events = only === undefined ? { except: texts(except) } : { only: texts(only) };
  const selection = { events, ...(typeof choice === 'string' && { choice }) };
  const isLeft = Object.keys(provider.events).some((type) => isChosen(type, { provider, selection }));
  return isLeft ? [] : [{ path: ['events'], text: `leaves none of the event types of ${provider.name}` }];
}
