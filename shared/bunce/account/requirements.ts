import { type AnyBinding, type AttributeBindings, type Bindings, eventNames, type ParameterType, type ParameterValue } from '../binding.ts';
import type { EventName } from '../event.ts';

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
  readonly events: Bindings;
  readonly attributes?: AttributeBindings | undefined;
}

export function requirementsOf({ events, attributes = {} }: Asking): Requirements {
  const bound = eventNames.flatMap((name) => {
    const binding: AnyBinding | undefined = events[name];
    return binding ? [{ place: `events.${name}`, binding }] : [];
  });
  return {
    events: bound.map(({ place, binding }) => ({
      name: binding.event,
      place: `${place}.event`,
      description: binding.description ?? binding.event,
      parameters: requirementsIn(`${place}.parameters`, binding.parameters),
    })),
    attributes: [
      ...bound.flatMap(({ place, binding }) => requirementsIn(`${place}.attributes`, binding.attributes ?? {})),
      ...Object.entries(attributes).map(([ours, name]) => ({ ...TEXT, name, place: `attributes.${ours}` })),
    ],
  };
}

const TEXT = { type: 'text', guessed: false, required: false, always: true } as const;

const requirementsIn = (place: string, values: AnyBinding['parameters']): readonly Requirement[] =>
  Object.entries(values).map(([name, bound]) => ({ name, place: `${place}.${name}`, ...demandOf(bound) }));

function demandOf(bound: ParameterValue<EventName>): Omit<Requirement, 'name' | 'place'> {
  const { from, type, required = false, default: fallback } = typeof bound === 'object' ? bound : { from: bound };
  return {
    type: type ?? typeOf(from ?? fallback),
    guessed: type === undefined && typeof from === 'function',
    required,
    always: fallback !== undefined || from === 'occurredAt',
  };
}

const TYPES: Readonly<Record<string, ParameterType>> = {
  occurredAt: 'timestamp',
  endsAt: 'timestamp',
  amount: 'numeric',
  quantity: 'numeric',
};

function typeOf(from: unknown): ParameterType {
  if (typeof from === 'number') return 'numeric';
  return (typeof from === 'string' && Object.hasOwn(TYPES, from) ? TYPES[from] : undefined) ?? 'text';
}
