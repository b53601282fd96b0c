import type * as z from 'zod/mini';

import type { Command } from '../bunce/command.ts';
import type { SettingsSchema } from './provider-settings.ts';
import type { WebhookRequest } from './request.ts';
import type { Signature } from './signature.ts';

/** All that the pipeline knows of one webhook source. It never asks which one it is talking to. */
export interface Provider<Settings extends SettingsSchema = SettingsSchema> {
  /** One word: folder, registry key, URL segment, secret path and metric dimension. */
  readonly name: string;
  readonly signature: Signature;
  /** What it may be given in the config; without this nothing, and the annotation names it: `Provider<typeof StampSettings>`. Checked at synth. */
  readonly settings?: Settings;
  /** Reads only what every webhook of this provider has, so that events we ignore never fail here. Throws a ZodError on junk. */
  identify(request: WebhookRequest, payload: unknown): Identity;
  /** Event type → what it becomes. A type that is not here is acknowledged and ignored. */
  readonly events: Readonly<Record<string, EventRule>>;
  /** Where two families of these events tell the same: which to subscribe to. */
  readonly choice?: string;
  /** Answers pings and challenges that are no events, before any signature is asked for. */
  readonly handshake?: Handshake;
  readonly lookup?: Lookup;
}

export interface Identity {
  readonly type: string;
  /** The same for every redelivery, different for every other event; null when its header is missing. */
  readonly id: string | null;
  /** As the provider says; `live` where it does not. */
  readonly mode: Mode;
}

export type Mode = 'live' | 'test';

/** Pure: no clock, no randomness, no I/O. Throws a ZodError or RangeError when a known event has an unknown shape. `[]` is a decision. */
export type EventRule = (payload: unknown, found?: unknown) => readonly Command[];

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
  <Event>(schema: z.ZodMiniType<Event>, map: (event: Event) => readonly Command[]): EventRule =>
  (payload) =>
    map(schema.parse(payload));

/** The same with what the lookup found; undefined when there was nothing to find. */
export const onFound =
  <Event, Found>(
    schemas: { readonly event: z.ZodMiniType<Event>; readonly found: z.ZodMiniType<Found> },
    map: (event: Event, found?: Found) => readonly Command[],
  ): EventRule =>
  (payload, found) =>
    map(schemas.event.parse(payload), found === undefined ? undefined : schemas.found.parse(found));
