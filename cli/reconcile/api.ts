import { setTimeout as sleep } from 'node:timers/promises';

import type { HistoryRequest } from '../../shared/webhook/history.ts';
import type { HttpAnswer } from '../../shared/runtime/http.ts';
import { askPatiently, PAUSES } from '../../shared/runtime/patient-http.ts';
import { parsed } from '../../shared/webhook/payload.ts';
import { command } from '../../shared/runtime/command.ts';
import { Failure } from '../failure.ts';
import { UsageError } from '../usage.ts';

export interface Api {
  /** As in messages. */
  readonly provider: string;
  readonly baseUrl: string;
  /** Milliseconds before it is asked again, each longer than the one before. */
  readonly pauses?: readonly number[];
}

/** A page may take as long as this. */
const PATIENCE = 30_000;

/** How a history asks its provider. Throws a Failure that says what to mend. */
export function askerOf({ provider, baseUrl, pauses = PAUSES }: Api): HistoryRequest['get'] {
  const base = safe(baseUrl).replace(/\/+$/, '');
  return async ({ path, headers }) => {
    const answer = await askPatiently({ call: { url: `${base}${path}`, headers }, deadline: PATIENCE, pauses, sleep });
    if (answer?.status !== 200) throw refusal(answer, { provider, baseUrl });
    return jsonIn(answer, provider);
  };
}

/** The key goes there: over TLS, or not off this machine. */
function safe(baseUrl: string): string {
  const { protocol, hostname, username } = URL.canParse(baseUrl) ? new URL(baseUrl) : {};
  const isHere = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname ?? '');
  if ((protocol === 'https:' || isHere) && !username) return baseUrl;
  throw new UsageError(`the base URL of the API is to begin with https:// and to hold no user, got "${baseUrl}"`);
}

function jsonIn({ text }: HttpAnswer, provider: string): unknown {
  try {
    return parsed(text);
  } catch {
    throw new Failure(`${provider} answered 200 without JSON: is the base URL that of its API?`);
  }
}

/** Without the API's words, which may tell of a person. */
function refusal(answer: HttpAnswer | undefined, { provider, baseUrl }: Pick<Api, 'provider' | 'baseUrl'>): Failure {
  if (!answer) return new Failure(`${provider} did not answer at ${baseUrl}`);
  const { status } = answer;
  const hint = status === 401 || status === 403 ? `may the key in its secret read this? ${command(`secrets set ${provider}`)} sets it` : '';
  return new Failure([`${provider}'s API answered ${status}`, hint || 'is the base URL that of its API?'].join(': '));
}
