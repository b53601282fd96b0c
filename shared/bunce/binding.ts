import * as z from 'zod/mini';

import { nearest } from './nearest.ts';
import { Attributes } from './attributes.ts';
import { eventProperties, isOurs, type EventName, type EventProperties, type TrackedEvent } from './event.ts';

/** Of several events: what any of them has. */
type PropertyOf<Name extends EventName> = Name extends EventName ? keyof EventProperties[Name] & string : never;

/** What a binding may read: a property of the event, or a field of its person. */
export type PropertyPath<Name extends EventName> =
  | PropertyOf<Name>
  | 'occurredAt'
  | `customer.${'id' | 'email' | 'firstName' | 'lastName' | 'phone'}`;

/** Pure: the same event gives the same value. `undefined` leaves the parameter out. */
export type Computed = (event: TrackedEvent) => string | number | undefined;

export type ParameterType = 'text' | 'numeric' | 'timestamp';

/** A property's path, a function of the event, or either with what to do when there is no value. */
export type ParameterValue<Name extends EventName> =
  | PropertyPath<Name>
  | Computed
  | {
      readonly from?: PropertyPath<Name> | Computed;
      /** Also serves as a constant when there is no `from`. */
      readonly default?: string | number;
      /** How `setup --create` defines it; default: the property's own type. */
      readonly type?: ParameterType;
      readonly required?: boolean;
    };

export interface Binding<Name extends EventName> {
  /** The Bunce event's name, exact: case and spaces count. */
  readonly event: string;
  /** What `setup --create` tells Bunce of it. */
  readonly description?: string;
  /** Bunce's parameter name, exact → where its value comes from. */
  readonly parameters: Readonly<Record<string, ParameterValue<Name>>>;
  /** Bunce's attribute name → where its value comes from. */
  readonly attributes?: Readonly<Record<string, ParameterValue<Name>>>;
  /** What to do when Bunce may or may not have taken the trigger; default `retry`. */
  readonly onAmbiguous?: 'retry' | 'park';
  /** Hours after which the event is parked as too-late instead of being sent. */
  readonly maxAge?: number;
}

export type Bindings = { readonly [Name in EventName]?: Binding<Name> };
export type AnyBinding = Binding<EventName>;

/** Undefined where the config says nothing of the event. */
export const bindingIn = (events: Bindings, name: string): AnyBinding | undefined => (isOurs(name) ? events[name] : undefined);

/** Our attribute name → the Bunce attribute's name. */
export type AttributeBindings = { readonly [Name in keyof Attributes]?: string };

export const eventNames: readonly EventName[] = Object.keys(eventProperties).filter(isOurs);

export const CUSTOMER_PATHS = ['customer.id', 'customer.email', 'customer.firstName', 'customer.lastName', 'customer.phone'];

/** Every path a binding of this event may name. */
export const pathsOf = (name: EventName): readonly string[] => [
  ...Object.keys(eventProperties[name].shape),
  'occurredAt',
  ...CUSTOMER_PATHS,
];

const computed = z.custom<Computed>((value) => typeof value === 'function', 'expected a property path or a function');

/** Refined rather than an enum: a refinement's complaint survives the union around it. */
function pathOf(name: EventName) {
  const known = pathsOf(name);
  const error = ({ input }: { readonly input?: unknown }) =>
    `${name} has no property "${String(input)}"; did you mean ${nearest(String(input), known)}? It has ${known.join(', ')}`;
  return z.string().check(z.refine((path) => known.includes(path), { error }));
}

const SHAPE = 'expected the name of a property, a function of the event, or { from, default, type, required }';

function parameterOf(name: EventName) {
  const path = pathOf(name);
  const from = z.union([path, computed], { error: SHAPE });
  const detailed = z.strictObject({
    from: z.optional(from),
    default: z.optional(z.union([z.string(), z.number()])),
    type: z.optional(z.enum(['text', 'numeric', 'timestamp'])),
    required: z.optional(z.boolean()),
  });
  return z.record(z.string().check(z.minLength(1)), z.union([path, computed, detailed], { error: SHAPE }));
}

/** Of one event. */
export const bindingOf = (name: EventName) =>
  z.strictObject({
    event: z.string().check(z.minLength(1)),
    description: z.optional(z.string()),
    parameters: parameterOf(name),
    attributes: z.optional(parameterOf(name)),
    onAmbiguous: z.optional(z.enum(['retry', 'park'])),
    maxAge: z.optional(z.number().check(z.positive())),
  });

/** Checks bindings as written in the config; each mistake comes with its path and what was expected. */
export const BindingsSchema = z.strictObject(Object.fromEntries(eventNames.map((name) => [name, z.optional(bindingOf(name))])));

export const AttributeBindingsSchema = z.partial(
  z.strictObject(Object.fromEntries(Object.keys(Attributes.shape).map((name) => [name, z.string()]))),
);
