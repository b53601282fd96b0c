import * as z from 'zod/mini';

import { Attributes } from './attributes.ts';
import type { Computed } from './binding.ts';
import { eventProperties } from './event.ts';
import { meantOr } from './nearest.ts';
import { fieldsOf, type OwnEvents } from './own-events.ts';
import { ORIGIN_PATHS, PERSON } from './paths.ts';
import { duration } from '../runtime/duration.ts';

/** Every path a binding of this event may name, but `metadata.<key>`. */
export const pathsOf = (name: string, ownEvents: OwnEvents = {}): readonly string[] => [
  ...Object.keys(fieldsOf(name, ownEvents) ?? {}),
  'occurredAt',
  ...ORIGIN_PATHS,
  ...Object.keys(PERSON),
];

const METADATA = /^metadata\.\S.*$/;

const SHAPE = 'expected the name of a property, a function of the event, or { from, default, type, required }';

const computed = z.custom<Computed>((value) => typeof value === 'function', SHAPE);

interface Of {
  readonly name: string;
  readonly ownEvents: OwnEvents;
}

/** Refined rather than an enum: a refinement's complaint survives the union around it. */
function pathOf({ name, ownEvents }: Of) {
  const known = pathsOf(name, ownEvents);
  const error = ({ input }: { readonly input?: unknown }) =>
    `${name} has no property "${String(input)}"${meantOr(String(input), { known: [...known, 'metadata.<key>'], all: 'it has' })}`;
  return z.string().check(z.refine((path) => known.includes(path) || METADATA.test(path), { error }));
}

/** Judged by the one schema that its form asks for: a union would say of every mistake only that nothing fits. */
const byForm = (schemaOf: (value: unknown) => z.ZodMiniType) =>
  z.transform((value: unknown, { issues }) => {
    void schemaOf(value)._zod.run({ value, issues }, { async: false });
    return value;
  });

function parameterOf(of: Of) {
  const path = pathOf(of);
  const from = byForm((value) => (typeof value === 'function' ? computed : path));
  const detailed = z.strictObject({
    from: z.optional(from),
    default: z.optional(z.union([z.string(), z.number()])),
    type: z.optional(z.enum(['text', 'numeric', 'timestamp'])),
    required: z.optional(z.boolean()),
  });
  return z.record(
    z.string().check(z.minLength(1)),
    byForm((value) => (typeof value === 'string' ? path : typeof value === 'object' && value !== null ? detailed : computed)),
  );
}

const texts = z.union([z.string(), z.array(z.string())], { error: 'expected a text, or a list of texts' });

const Where = z.strictObject({
  provider: z.optional(texts),
  mode: z.optional(z.enum(['live', 'test'])),
  type: z.optional(texts),
  metadata: z.optional(z.record(z.string().check(z.minLength(1)), texts)),
});

const WhenSchema = byForm((value) => (typeof value === 'function' ? z.unknown() : Where));

/** One binding of one event. */
export const bindingOf = (name: string, ownEvents: OwnEvents = {}) =>
  z.strictObject({
    when: z.optional(WhenSchema),
    event: z.string().check(z.minLength(1)),
    description: z.optional(z.string()),
    parameters: parameterOf({ name, ownEvents }),
    attributes: z.optional(parameterOf({ name, ownEvents })),
    onAmbiguous: z.optional(z.enum(['retry', 'park'])),
    maxAge: z.optional(duration({ example: '72h', was: 'hours' })),
  });

const Untold = z.strictObject({ when: WhenSchema, event: z.null() });

const saysNothing = (value: unknown): boolean => typeof value === 'object' && value !== null && 'event' in value && value.event === null;

function boundOf(name: string, ownEvents: OwnEvents) {
  const binding = bindingOf(name, ownEvents);
  const entry = byForm((value) => (value === null ? z.null() : saysNothing(value) ? Untold : binding));
  return byForm((value) => (value === null ? z.null() : Array.isArray(value) ? z.array(entry).check(z.minLength(1)) : binding));
}

/** All names of events that a config may bind. */
export const namesOf = (ownEvents: OwnEvents = {}): readonly string[] => [...Object.keys(eventProperties), ...Object.keys(ownEvents)];

/** Checks bindings as written in the config; each mistake comes with its path and what was expected. */
export const bindingsSchema = (ownEvents: OwnEvents = {}) =>
  z.strictObject(Object.fromEntries(namesOf(ownEvents).map((name) => [name, z.optional(boundOf(name, ownEvents))])));

export const AttributeBindingsSchema = z.partial(
  z.strictObject(Object.fromEntries(Object.keys(Attributes.shape).map((name) => [name, z.string()]))),
);
