import { setTimeout as sleep } from 'node:timers/promises';

import * as z from 'zod/mini';

import { command } from '../../shared/runtime/command.ts';
import type { HttpAnswer } from '../../shared/runtime/http.ts';
import { askPatiently, PAUSES } from '../../shared/runtime/patient-http.ts';
import { isSafe, unsafeText } from '../../shared/runtime/safe-url.ts';
import type { History, HistoryRequest, PastWebhook } from '../../shared/webhook/history.ts';
import { parsed } from '../../shared/webhook/payload.ts';

/** The API cannot be asked, or answers as it should not: says what to mend, in no words of the API, which may tell of a person. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

export interface Api {
  /** As in messages. */
  readonly provider: string;
  readonly baseUrl: string;
  /** Milliseconds before it is asked again, each longer than the one before. */
  readonly pauses?: readonly number[] | undefined;
}

/** What an API is asked for. */
export type Asked = Omit<HistoryRequest, 'get'>;

/** The webhooks that a provider's API says there were. Throws a HistoryError. */
export async function* pastWebhooks(
  history: History,
  { api, asked }: { readonly api: Api; readonly asked: Asked },
): AsyncGenerator<PastWebhook> {
  try {
    for await (const record of history.list({ ...asked, get: askerOf(api) })) yield* history.webhooks(record);
  } catch (error) {
    throw error instanceof z.core.$ZodError
      ? new HistoryError(`${api.provider} answered, but not as its API does: is the base URL that of its API?`)
      : error;
  }
}

/** Where it is: as the config says, or where it usually is. */
export const apiOf = ({ api }: History, { baseUrl }: Asked['settings']): string | undefined =>
  typeof baseUrl === 'string' ? baseUrl : api;

/** A page may take as long as this. */
const PATIENCE = 30_000;

function askerOf({ provider, baseUrl, pauses = PAUSES }: Api): HistoryRequest['get'] {
  if (!isSafe(baseUrl)) throw new HistoryError(unsafeText(baseUrl));
  const base = baseUrl.replace(/\/+$/, '');
  return async ({ path, headers }) => {
    const answer = await askPatiently({ call: { url: `${base}${path}`, headers }, deadline: PATIENCE, pauses, sleep });
    if (answer?.status !== 200) throw refusal(answer, { provider, baseUrl });
    return jsonIn(answer, provider);
  };
}

function jsonIn({ text }: HttpAnswer, provider: string): unknown {
  try {
    return parsed(text);
  } catch {
    throw new HistoryError(`${provider} answered 200 without JSON: is the base URL that of its API?`);
  }
}

function refusal(answer: HttpAnswer | undefined, { provider, baseUrl }: Pick<Api, 'provider' | 'baseUrl'>): HistoryError {
  if (!answer) return new HistoryError(`${provider} did not answer at ${baseUrl}`);
  const { status } = answer;
  const hint = status === 401 || status === 403 ? `may the key in its secret read this? ${command(`secrets set ${provider}`)} sets it` : '';
  return new HistoryError([`${provider}'s API answered ${status}`, hint || 'is the base URL that of its API?'].join(': '));
}
