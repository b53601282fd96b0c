import type { AnyBindings, Binding, BoundTo, Origin, Untold, When, Where } from './binding.ts';
import { matchesAny } from './pattern.ts';

/** One of the bindings of an event; `event: null` tells nothing. */
export type Entry = Binding | (Omit<Untold, 'when'> & { readonly when?: When });

/** In the order in which they are asked; none where the config says nothing of the event. */
export function entriesOf(events: AnyBindings, name: string): readonly Entry[] {
  const bound = Object.hasOwn(events, name) ? events[name] : undefined;
  if (bound === undefined) return [];
  return [bound].flat().map((entry) => entry ?? { event: null });
}

/** Those that tell something, with their place below `events`. */
export const bindingsOf = (events: AnyBindings, name: string): readonly (readonly [place: string, binding: Binding])[] =>
  entriesOf(events, name).flatMap((entry, index) =>
    entry.event === null ? [] : [[Array.isArray(events[name]) ? `${name}[${index}]` : name, entry] as const],
  );

/** The first that fits; undefined where none does. Throws what a function of the config throws. */
export const chosenFrom = (entries: readonly Entry[], told: Told): Entry | undefined =>
  entries.find(({ when }) => when === undefined || fits(when, told));

/** An event and where it came from. */
export interface Told {
  readonly event: BoundTo;
  /** With all that was attached and is bound. */
  readonly origin: Origin;
  /** Of what was attached, what functions may read. */
  readonly listed: readonly string[];
}

/** A function reads what its config lists and nothing else, so that what travels can be seen there. */
export const forFunctions = ({ origin, listed }: Pick<Told, 'origin' | 'listed'>): Origin => ({
  ...origin,
  metadata: Object.fromEntries(Object.entries(origin.metadata).filter(([key]) => listed.includes(key))),
});

function fits(when: When, { event, origin, listed }: Told): boolean {
  if (typeof when === 'function') return when(event, forFunctions({ origin, listed }));
  const { provider, mode, type, metadata = {} } = when;
  return (
    (provider === undefined || [provider].flat().includes(origin.provider)) &&
    (mode === undefined || mode === origin.mode) &&
    (type === undefined || matchesAny(origin.type, type)) &&
    Object.entries(metadata).every(([key, wanted]) => [wanted].flat().includes(origin.metadata[key] ?? ''))
  );
}

/** Whether whatever fits `later` fits `earlier` too, as far as one can tell: behind it nothing comes to `later`. */
export function covers(earlier: When | undefined, later: When | undefined): boolean {
  if (earlier === undefined) return true;
  if (later === undefined || typeof earlier === 'function' || typeof later === 'function') return earlier === later;
  return (
    holds(earlier.provider, later.provider) &&
    (earlier.mode === undefined || earlier.mode === later.mode) &&
    (earlier.type === undefined ||
      (later.type !== undefined && [later.type].flat().every((type) => matchesAny(type, earlier.type ?? [])))) &&
    Object.entries(earlier.metadata ?? {}).every(([key, wanted]) => holds(wanted, later.metadata?.[key]))
  );
}

const holds = (wide: Where['provider'], narrow: Where['provider']): boolean =>
  wide === undefined || (narrow !== undefined && [narrow].flat().every((each) => [wide].flat().includes(each)));
