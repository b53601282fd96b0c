import { http } from '../runtime/http.ts';
import type { Lookup } from './provider.ts';

export interface ApiLookup {
  /** As in messages to the operator. */
  readonly provider: string;
  reference: Lookup['reference'];
  path(reference: string): string;
  /** How the API wants its key. */
  headers(secretKey: string): Readonly<Record<string, string>>;
  /** The thing asked for, out of the answer; undefined if it is another thing or none. */
  pick(answer: unknown, reference: string): unknown;
}

/** One GET with the API's secret key. Off until the config names the API by `baseUrl`, for most webhooks can be read without. */
export const apiLookup = ({ provider, reference: named, path, headers, pick }: ApiLookup): Lookup => ({
  reference: named,
  credentials: { secretKey: `the secret key of ${provider}'s API; needed where baseUrl is set` },
  async fetch({ reference, credentials: { secretKey }, settings: { baseUrl }, signal }) {
    if (typeof baseUrl !== 'string' || baseUrl === '') return undefined;
    if (!secretKey) throw new Error(`the secret of ${provider} lacks "secretKey"`);
    const url = `${baseUrl.replace(/\/+$/, '')}${path(encodeURIComponent(reference))}`;
    const { status, body } = await http({ url, headers: headers(secretKey), signal });
    if (status === 404) return undefined;
    const found = status === 200 ? pick(body, reference) : undefined;
    if (found === undefined) throw new Error(`${provider} answered ${status}, not as its API does: are baseUrl and secretKey right?`);
    return found;
  },
});
