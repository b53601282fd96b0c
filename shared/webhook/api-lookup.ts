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
    const response = await fetch(url, { headers: { ...headers(secretKey), Accept: 'application/json' }, redirect: 'error', signal });
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.status === 404) return undefined;
    const found = response.status === 200 ? pick(answer, reference) : undefined;
    if (found === undefined)
      throw new Error(`${provider} answered ${response.status}, not as its API does: are baseUrl and secretKey right?`);
    return found;
  },
});
