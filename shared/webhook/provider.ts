import type * as z from 'zod/mini';

import type { Command } from '../bunce/command.ts';
import type { PeopleList } from './people.ts';
import type { History } from './history.ts';
import type { SettingsSchema } from './provider-settings.ts';
import type { WebhookRequest } from './request.ts';
import type { Signature } from './signature.ts';

/** All that the pipeline knows of one webhook source. It never asks which one it is talking to. */
export interface Provider<Settings extends SettingsSchema = SettingsSchema> {
  /** One word: folder, registry key, URL segment, secret path and metric dimension. */
  readonly name: string;
  readonly signature: Signature;
  /** Bytes of a body before anything of it is parsed; `usual` of BODY_LIMIT by default. */
  readonly bodyLimit?: number;
  /** Lower case: the headers that `identify` may read, and all that is kept of a webhook that is parked. Nothing a signature reads may be among them. */
  readonly headers?: readonly string[];
  /** The header of the delivery's id, where the signature covers it: it takes the place of an id that `identify` does not give. */
  readonly idHeader?: string | readonly string[];
  /** What is read of a body that is no JSON itself, once it is trusted or was parked: the claims of a JWT. */
  opened?(body: Buffer): Buffer;
  /** What it may be given in the config; without this nothing, and the annotation names it: `Provider<typeof StampSettings>`. Checked at synth. */
  readonly settings?: Settings;
  /** Reads only what every webhook of this provider has, so that events we ignore never fail here. Throws a ZodError on junk. */
  identify(request: WebhookRequest, payload: unknown): Identity;
  /** Event type → what it becomes. A type that is not here is acknowledged and ignored. */
  readonly events: Readonly<Record<string, EventRule>>;
  /** What all that is told of one payment, order, subscription or user names, where some of it names no customer id, or another: those stay in order. The customer's id, else the e-mail, where this gives none. Pure, as an event rule. */
  thread?(command: Command, payload: unknown): string | undefined;
  /** Where families of these events tell the same: one of them counts. */
  readonly choice?: Choice;
  /** What the merchant attaches to a payment or a user, for the bindings and `customerId` of the config. */
  readonly metadata?: Attached;
  /** Answers pings and challenges that are no events, before any signature is asked for. */
  readonly handshake?: Handshake;
  readonly lookup?: Lookup;
  /** The customers that it has already, for `import`. */
  readonly people?: PeopleList;
  /** What happened, as its API tells it later. None where events have no occasion, or an API cannot tell it. */
  readonly history?: History;
  /** What only an unsigned header says: it makes an event a test where the config sets `testHeader`, never otherwise. */
  saysTest?(headers: WebhookRequest['headers']): boolean;
}

export interface Identity {
  readonly type: string;
  /** The same for every redelivery, different for every other event; null when its header is missing. */
  readonly id: string | null;
  /** As the provider says; `live` where it does not. */
  readonly mode: Mode;
  /** Told of another merchant's customer: passed over unless the config sets `connectedAccounts`. */
  readonly foreign?: boolean;
}

export interface Choice {
  /** What the config's `choice` names; without it `default`, where that stands; else all of them count. */
  readonly families: Readonly<Record<string, readonly string[]>>;
  readonly default?: string;
  /** What to subscribe to at the provider, for whoever sets it up. */
  readonly note: string;
}

export interface Attached {
  /** Where it stands in the body, `data.object.metadata`; a number is a place in a list. Of several the first that has a key counts. */
  readonly places: readonly string[];
  /** `shopper`: it may be written in a browser, so an id in it proves nothing of who pays. */
  readonly setBy: 'merchant' | 'shopper';
}

export type Mode = 'live' | 'test';

/** Pure: no clock, no randomness, no I/O. Throws a ZodError or RangeError when a known event has an unknown shape. `[]` is a decision. */
export type EventRule = (payload: unknown, found?: unknown) => Told;

/** `nobody`: the body itself is what would name the person, and it names none: nothing to tell, now or later. */
export type Told = readonly Command[] | 'nobody' | Partly;

/** All that was told, whatever else could not be. */
export function commandsOf(told: Told): readonly Command[] {
  if (told === 'nobody') return [];
  return 'unreadable' in told ? told.commands : told;
}

/** Tells of each entry of a batch; one that cannot be read does not take the others with it. */
export function partly<Entry>(entries: readonly Entry[], tell: (entry: Entry) => readonly Command[]): Partly {
  const [commands, unreadable]: [Command[], Partly['unreadable'][number][]] = [[], []];
  for (const entry of entries) {
    try {
      commands.push(...tell(entry));
    } catch (cause) {
      unreadable.push({ entry, cause });
    }
  }
  return { commands, unreadable };
}

/** What a batch tells, and those of its entries that cannot be read: they are parked alone. */
export interface Partly {
  readonly commands: readonly Command[];
  readonly unreadable: readonly { readonly entry: unknown; readonly cause: unknown }[];
}

/** True when the request is a ping that needs nothing but a 200. */
export type Handshake = (request: WebhookRequest) => boolean;

/** Webhooks of some providers carry ids only; the rest is fetched in the receiver, before mapping. A failure is a 503, so the provider retries. */
export interface Lookup {
  /** What to fetch for this webhook; null when it needs nothing. */
  reference(payload: unknown): string | null;
  /** Resolves to undefined when the provider no longer knows the reference. Throws on anything else that went wrong. */
  fetch(request: LookupRequest): Promise<unknown>;
  /** What it needs from the provider's secret beside `secrets`, such as API keys: setting → what it is. */
  readonly credentials: Readonly<Record<string, string>>;
}

export interface LookupRequest {
  readonly reference: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** The provider's settings from the config, such as its base URL. */
  readonly settings: ProviderSettings;
  readonly signal: AbortSignal;
}

export type ProviderSettings = Readonly<Record<string, string | number | boolean>>;

/** An event rule: parse strictly by this event's own schema, then map. */
export const on =
  <Event>(schema: z.ZodMiniType<Event>, map: (event: Event) => Told): EventRule =>
  (payload) =>
    map(schema.parse(payload));

/** The same with what the lookup found; undefined when there was nothing to find. */
export const onFound =
  <Event, Found>(
    schemas: { readonly event: z.ZodMiniType<Event>; readonly found: z.ZodMiniType<Found> },
    map: (event: Event, found?: Found) => Told,
  ): EventRule =>
  (payload, found) =>
    map(schemas.event.parse(payload), found === undefined ? undefined : schemas.found.parse(found));
