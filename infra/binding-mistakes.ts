import type { AnyBindings, Binding, ParameterValue, When } from '../shared/bunce/binding.ts';
import { covers, type Entry, entriesOf } from '../shared/bunce/binding-choice.ts';
import { didYouMean } from '../shared/bunce/nearest.ts';
import { fieldsOf, type OwnEvents } from '../shared/bunce/own-events.ts';
import { matchesAny } from '../shared/bunce/pattern.ts';
import type { Provider } from '../shared/webhook/provider.ts';

interface Bound {
  readonly events: AnyBindings;
  readonly ownEvents?: OwnEvents | undefined;
}

/** The enabled ones, by name, with the events that the config chooses; undefined for one that cannot be. */
type Enabled = Readonly<Record<string, Pick<Provider, 'events'> | undefined>>;

/** What each binding by itself is right about and all of them together get wrong: what nothing ever comes to, and types that cannot fit. */
export const bindingMistakes = ({ events, ownEvents }: Bound, enabled: Enabled): readonly string[] =>
  Object.keys(events).flatMap((name) => {
    const entries = entriesOf(events, name);
    const placeOf = (index: number): string => `events.${name}${Array.isArray(events[name]) ? `[${index}]` : ''}`;
    return entries.flatMap((entry, index) => [
      ...unreachable(entries, { index, placeOf }),
      ...whenMistakes(entry.when, { place: placeOf(index), enabled }),
      ...(entry.event === null ? [] : typeMistakes(entry, { place: placeOf(index), fields: fieldsOf(name, ownEvents) ?? {} })),
    ]);
  });

function unreachable(
  entries: readonly Entry[],
  { index, placeOf }: { readonly index: number; readonly placeOf: (index: number) => string },
): readonly string[] {
  const earlier = entries.slice(0, index).findIndex(({ when }) => covers(when, entries[index]?.when));
  if (earlier < 0) return [];
  return [
    `${placeOf(index)}: nothing ever comes to it, for whatever fits it fits ${placeOf(earlier)} before it; put it first, or leave it out`,
  ];
}

interface Within {
  readonly place: string;
  readonly enabled: Enabled;
}

function whenMistakes(when: When | undefined, { place, enabled }: Within): readonly string[] {
  if (typeof when !== 'object') return [];
  const names = Object.keys(enabled);
  const wanted = when.provider === undefined ? names : [when.provider].flat();
  const strange = wanted.filter((name) => !names.includes(name));
  const types = wanted.flatMap((name) => Object.keys(enabled[name]?.events ?? {}));
  const unmatched = [when.type ?? []]
    .flat()
    .filter((type) => strange.length === 0 && wanted.every((name) => enabled[name]) && !types.some((known) => matchesAny(known, type)));
  return [
    ...strange.map((name) => `${place}.when.provider: no provider "${name}" is enabled${didYouMean(name, names)}`),
    ...unmatched.map((type) => `${place}.when.type: no event type that counts is called "${type}"${didYouMean(type, types)}`),
  ];
}

type Fields = NonNullable<ReturnType<typeof fieldsOf>>;

const typeMistakes = (
  { parameters, attributes = {} }: Binding,
  { place, fields }: { readonly place: string; readonly fields: Fields },
): readonly string[] => [
  ...Object.entries(parameters).flatMap(([name, value]) => misfit(value, { place: `${place}.parameters.${name}`, fields })),
  ...Object.entries(attributes).flatMap(([name, value]) => misfit(value, { place: `${place}.attributes.${name}`, fields })),
];

/** Of a property that is a number or an amount no time can be made, and of a time no number. */
function misfit(value: ParameterValue, { place, fields }: { readonly place: string; readonly fields: Fields }): readonly string[] {
  if (typeof value !== 'object' || typeof value.from !== 'string' || value.type === undefined) return [];
  const found = value.from === 'occurredAt' ? 'time' : fields[value.from];
  const isNumber = found === 'number' || found === 'money';
  const never = value.type === 'timestamp' ? isNumber : value.type === 'numeric' && found === 'time';
  return never ? [`${place}.type: of ${value.from}, which is ${isNumber ? 'a number' : 'a time'}, no ${value.type} can be made`] : [];
}
