import { hmacSignature, type Signature } from './signature.ts';

export interface StandardWebhooksRule {
  /** `webhook` in the standard, `svix` at Svix and those who send through it. */
  readonly prefix?: 'webhook' | 'svix';
  /** Polar signs with the secret's text instead of the bytes behind its base64. */
  readonly key?: 'base64' | 'text';
}

const DIGEST = /^[A-Za-z0-9+/]{43}=$/;

/** https://www.standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`, 300 s on both sides, several entries while rotating. */
export function standardWebhooks({ prefix = 'webhook', key = 'base64' }: StandardWebhooksRule = {}): Signature {
  const name = { id: `${prefix}-id`, stamp: `${prefix}-timestamp`, list: `${prefix}-signature` };
  return hmacSignature({
    algorithm: 'sha256',
    encoding: 'base64',
    tolerance: 300,
    read(headers) {
      const list = headers[name.list];
      if (!list) return 'unsigned';
      const [id, stamp] = [headers[name.id], headers[name.stamp]];
      if (!id || !stamp || !/^\d{1,12}$/.test(stamp)) return 'malformed';
      const digests = versionOne(list);
      return digests.length === 0 ? 'malformed' : { digests, id, stamp, seconds: Number(stamp) };
    },
    message: ({ id = '', stamp = '' }, { request }) => [`${id}.${stamp}.`, request.body],
    key: (secret) => (key === 'text' ? secret : Buffer.from(secret.replace(/^(v1,)?whsec_/, ''), 'base64')),
    claim: ({ now, id }) => ({ id, stamp: String(Math.floor(now.getTime() / 1000)) }),
    write: ({ id = '', stamp = '', digests }) => ({ [name.id]: id, [name.stamp]: stamp, [name.list]: `v1,${digests[0]}` }),
    secretFrom: (words) => (key === 'text' ? words : `whsec_${Buffer.from(words).toString('base64')}`),
  });
}

/** Entries are separated by spaces (Supabase: comma and space); versions we do not know are skipped, not refused. */
function versionOne(list: string): readonly string[] {
  return list
    .split(/,? +/)
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => entry.slice(3))
    .filter((digest) => DIGEST.test(digest));
}
