import type { AnyBindings, Binding, ParameterValue, When } from './binding.ts';
import { entriesOf } from './binding-choice.ts';
import { metadataKeyIn } from './paths.ts';

/** Keys of what the merchant attached that the bindings name, for events of this provider. */
export const metadataKeysOf = (events: AnyBindings, provider: string): readonly string[] =>
  Object.keys(events)
    .flatMap((name) => entriesOf(events, name))
    .filter(({ when }) => concerns(when, provider))
    .flatMap((entry) => [...keysIn(entry.when), ...(entry.event === null ? [] : pathsIn(entry))]);

const concerns = (when: When | undefined, provider: string): boolean =>
  typeof when !== 'object' || when.provider === undefined || [when.provider].flat().includes(provider);

const keysIn = (when: When | undefined): readonly string[] => (typeof when === 'object' ? Object.keys(when.metadata ?? {}) : []);

const pathsIn = ({ parameters, attributes = {} }: Binding): readonly string[] =>
  [...Object.values(parameters), ...Object.values(attributes)]
    .map(fromOf)
    .flatMap((from) => (typeof from === 'string' ? (metadataKeyIn(from) ?? []) : []));

const fromOf = (value: ParameterValue): unknown => (typeof value === 'object' ? value.from : value);
