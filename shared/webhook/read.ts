import type { Command } from '../bunce/command.ts';
import { causeOf } from './cause.ts';
import { fingerprint } from '../runtime/fingerprint.ts';
import { payloadOf } from './payload.ts';
import { commandsOf, type EventRule, type Identity, type Mode, type Provider, type ProviderSettings, type Told } from './provider.ts';
import { withMetadata } from './metadata.ts';
import type { Selection } from './selection.ts';
import { headerIn, type WebhookRequest } from './request.ts';

/** What a webhook says, once its signature is trusted. The id is null where the webhook gives none. */
export type Reading =
  | { readonly kind: 'unreadable'; readonly type: string | null; readonly id: string | null; readonly cause: string }
  | { readonly kind: 'ignored'; readonly type: string; readonly id: string | null; readonly why: Ignored }
  | {
      readonly kind: 'read';
      readonly type: string;
      readonly id: string | null;
      readonly mode: Mode;
      readonly commands: readonly Command[];
      /** What all its commands are about, as the provider says; undefined where it says nothing, or several things. */
      readonly thread: string | undefined;
      /** Entries of a batch that cannot be read, and why. */
      readonly unreadable: readonly { readonly entry: unknown; readonly cause: string }[];
    };

/** Why nothing came of a webhook. */
export type Ignored = 'unlisted' | 'test' | 'nobody' | 'foreign' | 'unbound';

export interface ReadRequest {
  readonly provider: Provider;
  readonly request: WebhookRequest;
  /** The provider's own, from the config. */
  readonly settings?: ProviderSettings;
  /** What the config reads of it beside; its events are chosen before (`configured`). */
  readonly selection?: Selection;
  /** `ignore` keeps what the provider calls a test out of Bunce. */
  readonly testEvents: 'ignore' | 'send';
  /** Fetches what an ids-only webhook points to. May throw; the error passes through. */
  find(payload: unknown): Promise<unknown>;
}

/** Type first, then the strict schema of that type: a malformed known event never falls through to "ignored". */
export async function read(reading: ReadRequest): Promise<Reading> {
  const { provider, request, find, selection = {} } = reading;
  const opened = attempt(() => payloadOf(provider.opened?.(request.body) ?? request.body));
  if (!opened.ok) return { kind: 'unreadable', type: null, id: idInHeader(provider, request), cause: opened.cause };
  const payload = opened.value;
  const identified = attempt(() => identityOf(payload, reading), payload);
  if (!identified.ok) return { kind: 'unreadable', type: null, id: idInHeader(provider, request), cause: identified.cause };
  const identity = identified.value;
  const rule = ruleFor(provider, identity.type);
  const why = passedOver(identity, { ...reading, rule });
  if (!rule || why) return { kind: 'ignored', type: identity.type, id: identity.id, why: why ?? 'unlisted' };
  const found = provider.lookup ? await find(payload) : undefined;
  const mapped = attempt(() => rule(payload, found), payload);
  if (!mapped.ok) return { kind: 'unreadable', type: identity.type, id: identity.id, cause: mapped.cause };
  return toldAs(mapped.value, {
    identity,
    threadOf: (command) => provider.thread?.(command, payload),
    untold: selection.untold ?? [],
    attach: (commands) => (provider.metadata ? withMetadata(commands, { payload, attached: provider.metadata, selection }) : commands),
  });
}

/** Who the provider says it is, with what stands in the headers. Throws what `identify` throws. */
export function identityOf(
  payload: unknown,
  { provider, request, settings }: Pick<ReadRequest, 'provider' | 'request' | 'settings'>,
): Identity {
  const identity = provider.identify({ body: request.body, headers: readable(provider, request) }, payload);
  const isTest = settings?.['testHeader'] === true && provider.saysTest?.(request.headers) === true;
  return { ...identity, id: identity.id ?? idInHeader(provider, request), mode: isTest ? 'test' : identity.mode };
}

/** The id of a webhook that gives none: the same for the same bytes. */
export const idOfBody = (body: Buffer): string => `sha256:${fingerprint(body)}`;

/** Only what may be kept can be read, so that a parked webhook is read again as it was. */
export function readable({ headers: names = [] }: Provider, { headers }: Pick<WebhookRequest, 'headers'>): WebhookRequest['headers'] {
  const kept: Record<string, string> = {};
  for (const name of names) if (headers[name] !== undefined) kept[name] = headers[name];
  return kept;
}

const idInHeader = ({ idHeader }: Provider, { headers }: WebhookRequest): string | null =>
  (idHeader === undefined ? undefined : headerIn(headers, idHeader)) ?? null;

interface Judged extends ReadRequest {
  readonly rule: EventRule | undefined;
}

function passedOver({ mode, foreign }: Identity, { rule, testEvents, settings }: Judged): Ignored | undefined {
  if (!rule) return 'unlisted';
  if (foreign && settings?.['connectedAccounts'] !== true) return 'foreign';
  return mode === 'test' && testEvents === 'ignore' ? 'test' : undefined;
}

interface Telling {
  readonly identity: Identity;
  threadOf(command: Command): string | undefined;
  readonly untold: readonly string[];
  attach(commands: readonly Command[]): readonly Command[];
}

function toldAs(told: Told, { identity: { type, id, mode }, threadOf, untold, attach }: Telling): Reading {
  if (told === 'nobody') return { kind: 'ignored', type, id, why: 'nobody' };
  const unreadable = 'unreadable' in told ? told.unreadable.map(({ entry, cause }) => ({ entry, cause: causeOf(cause, entry) })) : [];
  const all = commandsOf(told);
  const commands = untold.length === 0 ? all : all.flatMap((command) => boundOf(command, untold));
  if (all.length > 0 && commands.length === 0 && unreadable.length === 0) return { kind: 'ignored', type, id, why: 'unbound' };
  const [thread, ...others] = new Set(commands.map(threadOf));
  return { kind: 'read', type, id, mode, commands: attach(commands), thread: others.length > 0 ? undefined : thread, unreadable };
}

/** What nobody binds is left out, but for a trial about to end: whoever has no word for that hears of a subscription that changes. */
function boundOf(command: Command, untold: readonly string[]): readonly Command[] {
  if (command.type !== 'track-event' || !untold.includes(command.event.name)) return [command];
  const { event } = command;
  if (event.name !== 'trial_ending') return [];
  return [{ ...command, event: { ...event, name: 'subscription_changed', properties: { ...event.properties, status: 'trial ending' } } }];
}

/** Own keys only: an event called `constructor` is not in the table. */
const ruleFor = (provider: Provider, type: string): EventRule | undefined =>
  Object.hasOwn(provider.events, type) ? provider.events[type] : undefined;

type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly cause: string };

function attempt<Value>(work: () => Value, payload?: unknown): Attempt<Value> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, cause: causeOf(error, payload) };
  }
}
