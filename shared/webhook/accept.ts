import type { Command } from '../bunce/command.ts';
import { type Envelope, envelopeOf } from '../queue/envelope.ts';
import type { Parked } from '../queue/parked.ts';
import { Unavailable } from './unavailable.ts';
import type { LookupRequest, Mode, Provider, ProviderSettings } from './provider.ts';
import { idOfBody, type Ignored, read, type Reading } from './read.ts';
import type { WebhookRequest } from './request.ts';
import type { Verdict } from './signature.ts';
import { parkedWebhook } from './unreadable.ts';

/** Bytes. API Gateway and Lambda take 6 MB with base64; beyond this the provider keeps its webhook and an alarm rings. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** Milliseconds a lookup may take: providers wait 5 s for an answer, and the queue comes after it. */
const LOOKUP_DEADLINE = 2000;

/** What became of a webhook. */
export type Outcome =
  | { readonly kind: 'refused'; readonly verdict: Exclude<Verdict, 'ok'> }
  | (Understood & { readonly verifiedBy?: SecretPlace })
  | { readonly kind: 'oversized'; readonly bytes: number }
  | { readonly kind: 'unavailable'; readonly what: Unavailable['what']; readonly cause: string };

type Understood =
  | { readonly kind: 'unreadable'; readonly type: string | null; readonly id: string; readonly cause: string }
  | { readonly kind: 'ignored'; readonly type: string; readonly why: Ignored | 'handshake' }
  | { readonly kind: 'accepted'; readonly type: string; readonly id: string; readonly mode: Mode; readonly commands: readonly Command[] };

/** Of the secrets in a list: the first, or one behind it. */
type SecretPlace = 'current' | 'previous';

/** What Secrets Manager holds for a provider: signing secrets, newest first, and what its lookup needs. */
export interface ProviderSecret {
  readonly secrets: readonly string[];
  readonly credentials: LookupRequest['credentials'];
}

/** Each may throw; what it throws becomes the outcome `unavailable`. */
export interface Ports {
  now(): Date;
  secret(): Promise<ProviderSecret>;
  enqueue(envelope: Envelope): Promise<void>;
  park(message: Parked): Promise<void>;
}

export interface Receiving {
  readonly provider: Provider;
  readonly request: WebhookRequest;
  readonly settings: ReceiverSettings;
  readonly ports: Ports;
}

export interface ReceiverSettings {
  readonly testEvents: 'ignore' | 'send';
  /** The provider's own settings from the config: tolerance in seconds, base URL … */
  readonly provider: ProviderSettings;
}

/** One webhook from its bytes to the queue. A broken world is an outcome too: the provider is asked to retry. */
export async function accept(receiving: Receiving): Promise<Outcome> {
  const { provider, request } = receiving;
  if (request.body.length > BODY_LIMIT) return { kind: 'oversized', bytes: request.body.length };
  if (provider.handshake?.(request)) return { kind: 'ignored', type: 'handshake', why: 'handshake' };
  try {
    return await verified(receiving);
  } catch (error) {
    if (error instanceof Unavailable) return { kind: 'unavailable', what: error.what, cause: error.message };
    throw error;
  }
}

async function verified(receiving: Receiving): Promise<Outcome> {
  const claim = await verdict(receiving, []);
  if (claim === 'unsigned') return { kind: 'refused', verdict: claim };
  const missing = receiving.provider.signature.needs?.find((setting) => !receiving.settings.provider[setting]);
  if (missing) throw Unavailable.noSetting(receiving.provider.name, missing);
  if (claim === 'malformed') return { kind: 'refused', verdict: claim };
  const secret = await Unavailable.unless('secret', async () => receiving.ports.secret());
  if (secret.secrets.length === 0) throw Unavailable.noSecret(receiving.provider.name);
  const found = await verdict(receiving, secret.secrets);
  if (found !== 'ok') return { kind: 'refused', verdict: found };
  const verifiedBy = secret.secrets.length === 1 ? 'current' : await placeIn(receiving, secret);
  return { ...(await understood(receiving, secret)), verifiedBy };
}

/** That it cannot be told (PayPal's certificate may have to be fetched) must not cost a webhook that was verified. */
async function placeIn(receiving: Receiving, { secrets }: ProviderSecret): Promise<SecretPlace> {
  const alone = await verdict(receiving, secrets.slice(0, 1)).catch(() => 'mismatch');
  return alone === 'mismatch' ? 'previous' : 'current';
}

const verdict = async ({ provider, request, settings, ports }: Receiving, secrets: readonly string[]): Promise<Verdict> =>
  provider.signature.check({ request, secrets, now: ports.now(), settings: settings.provider });

async function understood(receiving: Receiving, secret: ProviderSecret): Promise<Understood> {
  const { provider, request, settings } = receiving;
  const reading = await read({ provider, request, testEvents: settings.testEvents, find: lookupOf(receiving, secret) });
  switch (reading.kind) {
    case 'ignored':
      return reading;
    case 'unreadable':
      return parked(receiving, reading);
    case 'read':
      return queued(receiving, reading);
  }
}

function lookupOf({ provider: { lookup }, settings }: Receiving, { credentials }: ProviderSecret): (payload: unknown) => Promise<unknown> {
  return async (payload) => {
    const reference = lookup?.reference(payload) ?? null;
    if (!lookup || reference === null) return undefined;
    const signal = AbortSignal.timeout(LOOKUP_DEADLINE);
    return Unavailable.unless('lookup', async () => lookup.fetch({ reference, credentials, settings: settings.provider, signal }));
  };
}

async function parked({ provider, request, ports }: Receiving, { type, id, cause }: Reading & { kind: 'unreadable' }): Promise<Understood> {
  const message = parkedWebhook({ provider: provider.name, request, type, id: id ?? idOfBody(request.body), cause, now: ports.now() });
  await Unavailable.unless('queue', async () => ports.park(message));
  return { kind: 'unreadable', type, id: message.id, cause };
}

async function queued({ provider, request, ports }: Receiving, reading: Reading & { kind: 'read' }): Promise<Understood> {
  const identity = { ...reading, id: reading.id ?? idOfBody(request.body) };
  const envelope = envelopeOf({ provider: provider.name, identity, receivedAt: ports.now() }, reading.commands);
  if (reading.commands.length > 0) await Unavailable.unless('queue', async () => ports.enqueue(envelope));
  return { kind: 'accepted', type: reading.type, id: envelope.id, mode: reading.mode, commands: reading.commands };
}
