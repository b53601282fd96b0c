import { http, type HttpAnswer, type HttpCall } from '../runtime/http.ts';
import { refusalOf } from './refusal.ts';

/** An account of one environment. */
export interface BondAccount {
  /** With its version. */
  readonly baseUrl: string;
  /** The UUID of an API key. */
  readonly identity: string;
  /** The key itself, raw. */
  readonly authorization: string;
}

export interface BondCall extends Pick<HttpCall, 'method'> {
  /** Behind the base URL. */
  readonly path: string;
  readonly body?: unknown;
  /** Without one a call has half a minute. */
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds. */
const DEADLINE = 30_000;

/** Resolves with a success only. Throws a BondError for any other answer, and what Node throws when none came. */
export type Ask = (call: BondCall) => Promise<HttpAnswer>;

/** One call, never repeated. */
export const askerOf =
  ({ baseUrl, identity, authorization }: BondAccount): Ask =>
  async ({ method, path, body, signal = AbortSignal.timeout(DEADLINE) }) => {
    const answer = await http({
      url: `${baseUrl.replace(/\/+$/, '')}${path}`,
      headers: { Identity: identity, Authorization: authorization, ...(body !== undefined && { 'content-type': 'application/json' }) },
      signal,
      ...(method && { method }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (answer.status < 200 || answer.status > 299) throw refusalOf(answer);
    return answer;
  };
