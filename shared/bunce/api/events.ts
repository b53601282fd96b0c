import type { ParameterType } from '../binding.ts';
import { triggerEvent } from '../wire.ts';
import { dataOf, EventDefinition } from './answers.ts';
import type { Ask } from './ask.ts';
import type { Named } from './attributes.ts';
import { defineEvent, deleteEvent, findEvent, listEvents } from './calls.ts';
import { orNone } from './or-none.ts';
import { type List, listing, type PageQuery } from './pages.ts';
import { type Value, written } from './value.ts';

export interface NewEvent {
  readonly name: string;
  readonly description: string;
  /** One at least. */
  readonly parameters: readonly { readonly name: string; readonly type: ParameterType; readonly required: boolean }[];
}

/** Whom it happened to. */
type Whom = { readonly email: string; readonly customer?: Named } | { readonly email?: string; readonly customer: Named };

/** The event's parameters stand beside whom it happened to, named to the letter. */
export interface Trigger {
  readonly event_id: string;
  readonly payload: Whom & { readonly [Parameter in string]?: Value | Named | null };
}

export interface Events {
  list(page?: PageQuery): List<EventDefinition>;
  /** By its id; undefined where Bunce has none. */
  find(id: string): Promise<EventDefinition | undefined>;
  /** By its name, to the letter: reads the list. */
  named(name: string): Promise<EventDefinition | undefined>;
  define(event: NewEvent): Promise<EventDefinition>;
  delete(id: string): Promise<void>;
  /** Bunce counts every repetition, so an answer that was lost is a BunceError with `doubt`, never asked for again. */
  trigger(trigger: Trigger): Promise<void>;
}

export const eventsOf = (ask: Ask): Events => {
  const list: Events['list'] = (page = {}) => listing(ask, { ...page, what: 'events', row: EventDefinition, callFor: listEvents });
  return {
    list,
    find: async (id) => orNone(async () => dataOf(EventDefinition, { body: await ask(findEvent(id)), what: 'event' })),
    async named(name) {
      for await (const event of list()) if (event.name === name) return event;
      return undefined;
    },
    define: async (event) => dataOf(EventDefinition, { body: await ask(defineEvent(event)), what: 'event' }),
    delete: async (id) => void (await ask(deleteEvent(id))),
    trigger: async ({ event_id: id, payload }) => void (await ask(triggerEvent(id, inBunceForm(payload)))),
  };
};

const inBunceForm = (payload: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, value instanceof Date ? written(value) : value]));
