import * as z from 'zod/mini';

import { bindingsSchema } from '../bunce/binding-schema.ts';
import { type OwnEvents, OwnEventsSchema } from '../bunce/own-events.ts';
import type { AnyBindings } from '../bunce/binding.ts';
import { GenericSourcesSchema, type Sources } from '../webhook/generic-source.ts';
import type { GivenSettings } from '../webhook/selection.ts';

interface Parts extends Sources {
  readonly providers?: Readonly<Record<string, GivenSettings>>;
  readonly events?: AnyBindings;
  readonly ownEvents?: OwnEvents | undefined;
}

/** Name → settings, which the provider's own schema judges. */
export const ProvidersSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** A config as somebody has written it: the types are what it should be. */
export interface Sound extends Required<Parts> {
  readonly ownEvents: OwnEvents;
}

/** Those of the own events that can be. */
export const soundOwnEvents = ({ ownEvents }: Pick<Parts, 'ownEvents'>): OwnEvents => passing(ownEvents, OwnEventsSchema);

/** What of a config has the form that it should have: the rest of it can be judged by that, whatever else is wrong. */
export function soundOf(config: Parts): Sound {
  const ownEvents = soundOwnEvents(config);
  return {
    providers: passing(config.providers, ProvidersSchema),
    generic: passing(config.generic, GenericSourcesSchema),
    ownEvents,
    events: passing(config.events, bindingsSchema(ownEvents)),
  };
}

/** The entries that a schema of all of them takes, each by itself. */
function passing<Entry>(entries: Readonly<Record<string, Entry>> | undefined, schema: z.ZodMiniType): Readonly<Record<string, Entry>> {
  if (!isRecord(entries)) return {};
  return Object.fromEntries(Object.entries(entries).filter(([name, entry]) => schema.safeParse({ [name]: entry }).success));
}

const isRecord = <Entries extends object>(value: Entries | undefined): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parts that name who sends. */
export const SendersSchema = z.object({
  providers: z.optional(ProvidersSchema),
  generic: z.optional(GenericSourcesSchema),
});

/** All names that a part of the config gives, whatever stands under them. */
export const namesIn = (part: object | undefined): readonly string[] => (isRecord(part) ? Object.keys(part) : []);
