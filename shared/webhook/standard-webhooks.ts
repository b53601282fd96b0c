import { ed25519 } from './ed25519.ts';
import { anyOf, withSecrets } from './any-of.ts';
import type { WebhookRequest } from './request.ts';
import { hmacSignature, type Signature, signatureBy } from './signature.ts';
import type { Scheme } from './scheme.ts';

export interface StandardWebhooksRule {
  /** `webhook` in the standard, `svix` at Svix and those who send through it. */
  readonly prefix?: 'webhook' | 'svix';
  /** Polar signs with the secret's text instead of the bytes behind its base64. */
  readonly key?: 'base64' | 'text';
}

/** An entry of the list: its version, and base64 of its digest's very length. */
const SYMMETRIC = /^v1,([A-Za-z0-9+/]{43}=)$/;
const ASYMMETRIC = /^v1a,([A-Za-z0-9+/]{86}==)$/;

/**
 * https://www.standardwebhooks.com: over `id.timestamp.body`, 300 s on both sides, several entries while rotating.
 * `v1` is HMAC-SHA256 with a `whsec_` secret; `v1a` is ed25519, verified with the sender's `whpk_` public key.
 */
export function standardWebhooks({ prefix = 'webhook', key = 'base64' }: StandardWebhooksRule = {}): Signature {
  const symmetric = hmacSignature({
    ...scheme(prefix, SYMMETRIC),
    algorithm: 'sha256',
    encoding: 'base64',
    keyIs: key,
    bare: (secret) => (key === 'text' ? secret : secret.replace(/^(v1,)?whsec_/, '')),
    secretFrom: (words) => (key === 'text' ? words : `whsec_${Buffer.from(words).toString('base64')}`),
  });
  if (key === 'text') return symmetric;
  const asymmetric = signatureBy(scheme(prefix, ASYMMETRIC), ed25519);
  const secret = withSecrets(symmetric, (entry) => (isKeyPair(entry) ? [] : [entry]));
  return {
    ...anyOf([secret, asymmetric]),
    sign: (signing) => (isKeyPair(signing.secret) ? asymmetric : symmetric).sign(signing),
  };
}

/** A published key must never serve as the key of an HMAC: everyone could sign. */
const isKeyPair = (secret: string): boolean => /^wh[ps]k_/.test(secret);

function scheme(prefix: string, entry: RegExp): Scheme {
  const name = { id: `${prefix}-id`, stamp: `${prefix}-timestamp`, list: `${prefix}-signature` };
  const version = entry === SYMMETRIC ? 'v1' : 'v1a';
  return {
    tolerance: 300,
    read(headers) {
      const list = headers[name.list];
      if (!list) return 'unsigned';
      if (!list.includes(`${version},`)) return 'malformed';
      const [id, stamp] = [headers[name.id], headers[name.stamp]];
      if (!id || !stamp || !/^\d{1,12}$/.test(stamp) || namesAnother(id, headers)) return 'malformed';
      const digests = entriesOf(list, entry);
      return digests.length === 0 ? 'malformed' : { digests, id, stamp, seconds: Number(stamp) };
    },
    messages: ({ id = '', stamp = '' }, { request }) => [[`${id}.${stamp}.`, request.body]],
    claim: ({ now, id }) => ({ id, stamp: String(Math.floor(now.getTime() / 1000)) }),
    write: ({ id = '', stamp = '', digests }) => ({ [name.id]: id, [name.stamp]: stamp, [name.list]: `${version},${digests[0]}` }),
  };
}

/** Only one of the two families is signed: an id that the other one's header adds would be anybody's. */
const namesAnother = (id: string, headers: WebhookRequest['headers']): boolean =>
  [headers['webhook-id'], headers['svix-id']].some((other) => other !== undefined && other !== id);

/** Entries are separated by spaces (Supabase: comma and space); versions we do not know are skipped, not refused. */
const entriesOf = (list: string, entry: RegExp): readonly string[] =>
  (list.includes(' ') ? list.split(/,? +/) : [list]).flatMap((text) => entry.exec(text)?.[1] ?? []);
