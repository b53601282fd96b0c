import type { Command } from '../bunce/command.ts';
import { BODY_LIMIT } from './body-limit.ts';
import { type Envelope, envelopeOf } from '../queue/envelope.ts';
import type { Parked } from '../queue/parked.ts';
import { lookupOf } from './find.ts';
import { Unavailable } from './unavailable.ts';
import type { LookupRequest, Mode, Provider, ProviderSettings } from './provider.ts';
import { idOfBody, type Ignored, read, type Reading } from './read.ts';
import type { WebhookRequest } from './request.ts';
import type { Selection } from './selection.ts';
import type { Verdict } from './signature.ts';
import { parkedEntries, parkedWebhook } from './unreadable.ts';
import { placeIn, type SecretPlace, usable } from './usable.ts';

/** What became of a webhook. */
export type Outcome =
  | { readonly kind: 'refused'; readonly verdict: Exclude<Verdict, 'ok'> }
  | (Understood & { readonly verifiedBy?: SecretPlace })
  /** `claimed`: it has a signature of the provider's form, so that it may be the provider's. */
  | { readonly kind: 'oversized'; readonly bytes: number; readonly claimed: boolean }
  | { readonly kind: 'unavailable'; readonly what: Unavailable['what']; readonly cause: string };

type Understood =
  | { readonly kind: 'unreadable'; readonly type: string | null; readonly id: string; readonly cause: string }
  | { readonly kind: 'ignored'; readonly type: string; readonly why: Ignored | 'handshake' }
  | {
      readonly kind: 'accepted';
      readonly type: string;
      readonly id: string;
      readonly mode: Mode;
      readonly commands: readonly Command[];
      /** Entries of a batch that were parked. */
      readonly unreadable: number;
    };

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
  readonly selection: Selection;
}

/** One webhook from its bytes to the queue. A broken world is an outcome too: the provider is asked to retry. */
export async function accept(receiving: Receiving): Promise<Outcome> {
  const { provider, request } = receiving;
  if (request.body.length > (provider.bodyLimit ?? BODY_LIMIT.usual)) return oversized(receiving);
  if (provider.handshake?.(request)) return { kind: 'ignored', type: 'handshake', why: 'handshake' };
  try {
    return await verified(receiving);
  } catch (error) {
    if (error instanceof Unavailable) return { kind: 'unavailable', what: error.what, cause: error.message };
    throw error;
  }
}

function oversized({ provider, request, settings }: Receiving): Outcome {
  const claimed = typeof provider.signature.claim(request, settings.provider) === 'object';
  return { kind: 'oversized', bytes: request.body.length, claimed };
}

/** The headers are asked first: who has no signature, or none of this form, costs no secret and no parsing. */
async function verified(receiving: Receiving): Promise<Outcome> {
  const { provider, request, settings, ports } = receiving;
  const claim = provider.signature.claim(request, settings.provider);
  if (claim === 'unsigned') return { kind: 'refused', verdict: claim };
  const missing = provider.signature.needs?.find((setting) => !settings.provider[setting]);
  if (missing) throw Unavailable.noSetting(provider.name, missing);
  if (claim === 'malformed') return { kind: 'refused', verdict: claim };
  const secret = await Unavailable.unless('secret', () => ports.secret());
  const [secrets, now] = [usable(provider, secret.secrets), ports.now()];
  const verdict = await claim.judge({ secrets, now });
  if (verdict !== 'ok') return { kind: 'refused', verdict };
  const verifiedBy = secrets.length <= 1 ? 'current' : await placeIn(claim, { secrets, now });
  return { ...(await understood({ ...receiving, seal: claim.seal }, secret)), verifiedBy };
}

interface Trusted extends Receiving {
  readonly seal: string | undefined;
}

async function understood(receiving: Trusted, secret: ProviderSecret): Promise<Understood> {
  const { provider, request, settings } = receiving;
  const find = lookupOf({ provider, settings: settings.provider, credentials: secret.credentials });
  const { testEvents, selection } = settings;
  const reading = await read({ provider, request, settings: settings.provider, testEvents, selection, find });
  switch (reading.kind) {
    case 'ignored':
      return reading;
    case 'unreadable':
      return parked(receiving, reading);
    case 'read':
      return queued(receiving, reading);
  }
}

async function parked(
  { provider, request, ports, seal }: Trusted,
  { type, id, cause }: Reading & { kind: 'unreadable' },
): Promise<Understood> {
  const message = parkedWebhook({ provider, request, type, id: id ?? idOfBody(request.body), cause, seal, now: ports.now() });
  await park({ ports }, message);
  return { kind: 'unreadable', type, id: message.id, cause };
}

const park = async ({ ports }: Pick<Receiving, 'ports'>, message: Parked): Promise<void> =>
  Unavailable.unless('queue', () => ports.park(message));

async function queued(receiving: Trusted, reading: Reading & { kind: 'read' }): Promise<Understood> {
  const { provider, request, ports, seal } = receiving;
  const { type, mode, commands, thread, unreadable } = reading;
  const identity = { type, mode, id: reading.id ?? idOfBody(request.body) };
  const envelope = envelopeOf({ provider: provider.name, identity, thread, seal, receivedAt: ports.now() }, commands);
  if (unreadable.length > 0)
    await park(receiving, parkedEntries({ provider, request, type, id: identity.id, entries: unreadable, now: ports.now() }));
  if (commands.length > 0) await Unavailable.unless('queue', () => ports.enqueue(envelope));
  return { kind: 'accepted', type, id: envelope.id, mode, commands, unreadable: unreadable.length };
}
