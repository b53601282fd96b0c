import type { Command } from '../bunce/command.ts';
import { fingerprint } from './fingerprint.ts';
import { payloadOf } from './payload.ts';
import type { EventRule, Identity, Mode, Provider } from './provider.ts';
import type { WebhookRequest } from './request.ts';

/** What a webhook says, once its signature is trusted. */
export type Reading =
  | { readonly kind: 'unreadable'; readonly type: string | null; readonly id: string | null; readonly cause: string }
  | { readonly kind: 'ignored'; readonly type: string; readonly id: string | null; readonly why: 'unlisted' | 'test' }
  | {
      readonly kind: 'read';
      readonly type: string;
      readonly id: string | null;
      readonly mode: Mode;
      readonly commands: readonly Command[];
    };

export interface ReadRequest {
  readonly provider: Provider;
  readonly request: WebhookRequest;
  /** `ignore` keeps what the provider calls a test out of Bunce. */
  readonly testEvents: 'ignore' | 'send';
  /** Fetches what an ids-only webhook points to. May throw; the error passes through. */
  find(payload: unknown): Promise<unknown>;
}

/** Type first, then the strict schema of that type: a malformed known event never falls through to "ignored". */
export async function read({ provider, request, testEvents, find }: ReadRequest): Promise<Reading> {
  const opened = attempt(() => identified(provider, request));
  if (!opened.ok) return { kind: 'unreadable', type: null, id: null, cause: opened.cause };
  const { identity, payload } = opened.value;
  const rule = ruleFor(provider, identity.type);
  if (!rule) return { kind: 'ignored', type: identity.type, id: identity.id, why: 'unlisted' };
  if (identity.mode === 'test' && testEvents === 'ignore') return { kind: 'ignored', type: identity.type, id: identity.id, why: 'test' };
  const found = provider.lookup ? await find(payload) : undefined;
  const mapped = attempt(() => rule(payload, found));
  if (!mapped.ok) return { kind: 'unreadable', type: identity.type, id: identity.id, cause: mapped.cause };
  return { kind: 'read', ...identity, commands: mapped.value };
}

/** The id of a webhook that gives none: the same for the same bytes. */
export const idOfBody = (body: Buffer): string => `sha256:${fingerprint(body)}`;

function identified(provider: Provider, request: WebhookRequest): { readonly identity: Identity; readonly payload: unknown } {
  const payload = payloadOf(request.body);
  return { identity: provider.identify(request, payload), payload };
}

/** Own keys only: an event called `constructor` is not in the table. */
const ruleFor = (provider: Provider, type: string): EventRule | undefined =>
  Object.hasOwn(provider.events, type) ? provider.events[type] : undefined;

type Attempt<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly cause: string };

function attempt<Value>(work: () => Value): Attempt<Value> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    return { ok: false, cause: causeOf(error) };
  }
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Where and what was expected, never the value found: causes are logged and parked. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not readable';
  if ('issues' in error && Array.isArray(error.issues)) return error.issues.slice(0, 3).map(issueText).join('; ');
  return error instanceof SyntaxError ? 'the body is not JSON' : withoutValue(error.message);
}

const issueText = ({ path, message }: Issue): string => `${path.map(String).join('.') || 'body'}: ${message}`;
const withoutValue = (message: string): string => message.split(':')[0] ?? message;
