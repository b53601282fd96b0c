import type { AnyBinding, AnyBindings, AttributeBindings, ParameterType, ParameterValue } from '../binding.ts';
import { bindingsOf } from '../binding-choice.ts';
import { namesOf } from '../binding-schema.ts';
import { fieldsOf, type OwnEvents, type OwnType } from '../own-events.ts';
import { ORIGIN_PATHS } from '../paths.ts';

/** A parameter or attribute that a binding fills. */
export interface Requirement {
  readonly name: string;
  /** Where the config asks for it. */
  readonly place: string;
  readonly type: ParameterType;
  /** Nobody said the type: a function may return any. */
  readonly guessed: boolean;
  readonly required: boolean;
  /** Has a value whatever the event holds. */
  readonly always: boolean;
}

export interface RequiredEvent {
  readonly name: string;
  readonly place: string;
  readonly description: string;
  readonly parameters: readonly Requirement[];
}

/** What a Bunce account must define for the config to work: one entry per binding, in the config's order. */
export interface Requirements {
  readonly events: readonly RequiredEvent[];
  readonly attributes: readonly Requirement[];
}

export interface Asking {
  readonly events: AnyBindings;
  readonly ownEvents?: OwnEvents | undefined;
  readonly attributes?: AttributeBindings | undefined;
}

export function requirementsOf({ events, ownEvents = {}, attributes = {} }: Asking): Requirements {
  const bound = namesOf(ownEvents).flatMap((name) =>
    bindingsOf(events, name).map(([place, binding]) => ({ place: `events.${place}`, binding, fields: fieldsOf(name, ownEvents) ?? {} })),
  );
  return {
    events: bound.map(({ place, binding, fields }) => ({
      name: binding.event,
      place: `${place}.event`,
      description: binding.description ?? binding.event,
      parameters: requirementsIn(binding.parameters, { place: `${place}.parameters`, fields }),
    })),
    attributes: [
      ...bound.flatMap(({ place, binding, fields }) => requirementsIn(binding.attributes ?? {}, { place: `${place}.attributes`, fields })),
      ...Object.entries(attributes).map(([ours, name]) => ({ ...TEXT, name, place: `attributes.${ours}` })),
    ],
  };
}

const TEXT = { type: 'text', guessed: false, required: false, always: true } as const;

type Fields = Readonly<Record<string, OwnType>>;

const requirementsIn = (
  values: AnyBinding['parameters'],
  { place, fields }: { readonly place: string; readonly fields: Fields },
): readonly Requirement[] =>
  Object.entries(values).map(([name, bound]) => ({ name, place: `${place}.${name}`, ...demandOf(bound, fields) }));

function demandOf(bound: ParameterValue, fields: Fields): Omit<Requirement, 'name' | 'place'> {
  const { from, type, required = false, default: fallback } = typeof bound === 'object' ? bound : { from: bound };
  return {
    type: type ?? typeOf(from ?? fallback, fields),
    guessed: type === undefined && typeof from === 'function',
    required,
    always: fallback !== undefined || ALWAYS.some((path) => path === from),
  };
}

const ALWAYS = ['occurredAt', ...ORIGIN_PATHS];

const TYPES: Readonly<Record<OwnType, ParameterType>> = { text: 'text', number: 'numeric', money: 'numeric', time: 'timestamp' };

function typeOf(from: unknown, fields: Fields): ParameterType {
  if (typeof from === 'number') return 'numeric';
  if (from === 'occurredAt') return 'timestamp';
  const field = typeof from === 'string' ? fields[from] : undefined;
  return field === undefined ? 'text' : TYPES[field];
}
