import type { Catalogue } from '../catalogue.ts';
import type { Requirement, RequiredEvent, Requirements } from './requirements.ts';
import { renamed } from './renamed.ts';

/** How the config's bindings and a Bunce account disagree. Only `missing` and `unfilled` keep events from being delivered for sure. */
export interface Difference {
  readonly kind: 'missing' | 'unfilled' | 'twice' | 'type' | 'required' | 'unused';
  readonly subject: 'event' | 'parameter' | 'attribute';
  /** Exact: case and spaces count. */
  readonly name: string;
  /** The Bunce event of a parameter. */
  readonly event?: string;
  /** Where in the config. */
  readonly place?: string;
  readonly text: string;
}

export type Definitions = Pick<Catalogue, 'events' | 'attributes'>;
type Event = Definitions['events'][number];

export const stopsDelivery = ({ kind }: Difference): boolean => kind === 'missing' || kind === 'unfilled';

/** In the config's order, what nobody uses last. */
export function differences({ events, attributes }: Requirements, account: Definitions): readonly Difference[] {
  const unusedEvents = unused(account.events, events);
  const unusedAttributes = unused(account.attributes, attributes);
  return [
    ...events.flatMap((event) => eventDifferences(event, { account, spare: unusedEvents })),
    ...attributes.flatMap((attribute) => attributeDifferences(attribute, { account, spare: unusedAttributes })),
    ...unusedParameters(events, account),
    ...unusedEvents.map((name) => idle({ subject: 'event', name })),
    ...unusedAttributes.map((name) => idle({ subject: 'attribute', name })),
  ];
}

interface Named {
  readonly name: string;
}

const namesOf = (list: readonly Named[]): readonly string[] => list.map(({ name }) => name);

function unused(there: readonly Named[], required: readonly Named[]): readonly string[] {
  const used = new Set(namesOf(required));
  return [...new Set(namesOf(there))].filter((name) => !used.has(name));
}

const idle = (what: Pick<Difference, 'subject' | 'name' | 'event'>): Difference => ({
  ...what,
  kind: 'unused',
  text: `no binding uses the ${titled(what)}`,
});

const titled = ({ subject, name, event }: Pick<Difference, 'subject' | 'name' | 'event'>): string =>
  `${subject} "${name}"${event === undefined ? '' : ` of "${event}"`}`;

function unusedParameters(required: readonly RequiredEvent[], { events }: Definitions): readonly Difference[] {
  return events.flatMap(({ name: event, parameters }) => {
    const bindings = required.filter(({ name }) => name === event);
    const left = parameters.filter(({ required, name }) => !required && name !== IMPLIED);
    return bindings.length === 0
      ? []
      : unused(
          left,
          bindings.flatMap((binding) => binding.parameters),
        ).map((name) => idle({ subject: 'parameter', name, event }));
  });
}

/** Filled without a binding. */
const IMPLIED = 'email';

interface Within {
  readonly account: Definitions;
  /** Names that no binding uses: the likely new name of what is missing. */
  readonly spare: readonly string[];
}

function eventDifferences(requirement: RequiredEvent, { account, spare }: Within): readonly Difference[] {
  const what = { subject: 'event', name: requirement.name, place: requirement.place } as const;
  const [found, twin] = account.events.filter(({ name }) => name === requirement.name);
  if (!found) return [missing(what, { spare, known: account.events })];
  const bound = new Set(namesOf(requirement.parameters));
  const free = found.parameters.filter(({ name }) => !bound.has(name));
  return [
    ...(twin ? [twice(what)] : []),
    ...requirement.parameters.flatMap((each) => parameterDifferences(each, { event: found, spare: namesOf(free) })),
    ...free.filter(({ required, name }) => required && name !== IMPLIED).map(({ name }) => unfilled(name, requirement)),
  ];
}

type Subject = Pick<Difference, 'subject' | 'name' | 'event' | 'place'>;

function missing(what: Subject, { spare, known }: { readonly spare: readonly string[]; readonly known: readonly Named[] }): Difference {
  return { ...what, kind: 'missing', text: `Bunce has no ${titled(what)}${renamed(what.name, { spare, all: namesOf(known) })}` };
}

const twice = (what: Subject): Difference => ({
  ...what,
  kind: 'twice',
  text: `Bunce has more than one ${titled(what)}: rename all but one in its dashboard`,
});

const unfilled = (name: string, { name: event, place }: RequiredEvent): Difference => ({
  kind: 'unfilled',
  subject: 'parameter',
  name,
  event,
  place: place.replace(/event$/, 'parameters'),
  text: `Bunce requires the parameter "${name}" of "${event}", and no binding fills it`,
});

function parameterDifferences(
  requirement: Requirement,
  { event, spare }: { readonly event: Event; readonly spare: readonly string[] },
): readonly Difference[] {
  const what = { subject: 'parameter', name: requirement.name, event: event.name, place: requirement.place } as const;
  const found = event.parameters.find(({ name }) => name === requirement.name);
  if (!found) return [missing(what, { spare, known: event.parameters })];
  const demanded = found.required && !requirement.required && !requirement.always;
  const text = demanded
    ? `Bunce requires the ${titled(what)}: give the binding a default, or say required: true`
    : `Bunce does not require the ${titled(what)}, the binding does: leave it out there, or require it in Bunce's dashboard`;
  return [
    ...typeDifference(requirement, { ...what, found: found.type }),
    ...(demanded || (requirement.required && !found.required) ? [{ ...what, kind: 'required', text } as const] : []),
  ];
}

function attributeDifferences(requirement: Requirement, { account, spare }: Within): readonly Difference[] {
  const what = { subject: 'attribute', name: requirement.name, place: requirement.place } as const;
  const [found, twin] = account.attributes.filter(({ name }) => name === requirement.name);
  if (!found) return [missing(what, { spare, known: account.attributes })];
  return [...(twin ? [twice(what)] : []), ...typeDifference(requirement, { ...what, found: found.type })];
}

function typeDifference({ type, guessed }: Requirement, { found, ...what }: Subject & { readonly found: string }): readonly Difference[] {
  if (guessed || type === found) return [];
  return [
    {
      ...what,
      kind: 'type',
      text: `the ${titled(what)} is ${found} in Bunce, the binding takes it for ${type}: say type: '${found}' if that is right`,
    },
  ];
}
