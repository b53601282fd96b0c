import { headerIn, type WebhookRequest } from './request.ts';
import type { SecretRule } from './secret.ts';
import type { SignatureSettings } from './scheme.ts';
import { type Algorithm, type Encoding, hmacSignature, type Signature } from './signature.ts';

const DIGEST_BYTES = { sha1: 20, sha256: 32, sha512: 64 } as const;

/** Reads a digest that somebody claims: in the one form that is compared, hex in lower case; undefined for what has another length or form. */
export function digestReader(algorithm: Algorithm, encoding: Encoding): (text: string) => string | undefined {
  const bytes = DIGEST_BYTES[algorithm];
  const shape =
    encoding === 'hex' ? new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'i') : new RegExp(`^[A-Za-z0-9+/]{${Math.ceil((bytes * 4) / 3)}}={0,2}$`);
  return (text) => {
    if (!shape.test(text)) return undefined;
    return encoding === 'hex' ? text.toLowerCase() : text;
  };
}

export interface BodyHmacRule {
  /** Lower case. Several where a provider renamed its header; the first one found counts, and samples use the first. */
  readonly header: string | readonly string[];
  readonly algorithm: Algorithm;
  readonly encoding: Encoding;
  /** What stands before the digest, such as `sha256=`. */
  readonly prefix?: string;
  /** What is signed if not the exact body, or one of several; none when the request does not hold it. */
  readonly signed?: (request: WebhookRequest, settings: SignatureSettings) => Iterable<readonly (string | Buffer)[]>;
  readonly bare?: SecretRule['bare'];
  /** `part` where `signed` is less than the body. */
  readonly covers?: Signature['covers'];
}

/** HMAC over the body, the digest alone in a header: Paystack, Shopify, WooCommerce … No replay window of its own. */
export function hmacOfBody(rule: BodyHmacRule): Signature {
  const { algorithm, encoding, prefix = '', signed = wholeBody, bare, covers = 'body' } = rule;
  const digestIn = digestReader(algorithm, encoding);
  return hmacSignature({
    algorithm,
    encoding,
    bare,
    covers,
    tolerance: Infinity,
    read(headers) {
      const value = headerIn(headers, rule.header);
      if (!value) return 'unsigned';
      const digest = value.startsWith(prefix) ? digestIn(value.slice(prefix.length)) : undefined;
      return digest === undefined ? 'malformed' : { digests: [digest] };
    },
    messages: (_claim, { request, settings }) => signed(request, settings),
    claim: () => ({}),
    write: ({ digests }) => ({ [[rule.header].flat()[0] ?? '']: `${prefix}${digests[0]}` }),
  });
}

const wholeBody = ({ body }: WebhookRequest) => [[body]];

export interface TimestampedRule {
  readonly header: string;
  /** The key of the digest in the header: `v1`, `h1` … May occur several times (rotation). */
  readonly scheme: string;
  /** The key of the stamp; default `t`. */
  readonly stamp?: string;
  readonly unit?: 's' | 'ms';
  /** Between the parts of the header; default `,`. */
  readonly separator?: ',' | ';';
  /** Between stamp and body in the signed text; default `.`. */
  readonly joint?: '.' | ':';
  /** Seconds. */
  readonly tolerance: number;
  readonly futurePasses?: boolean;
}

/** HMAC-SHA256 over stamp and body, both in one header of `key=value` parts: Stripe, Bond, Paddle, WorkOS … */
export function timestampedHmac(rule: TimestampedRule): Signature {
  const { header, scheme, stamp = 't', unit = 's', separator = ',', joint = '.', tolerance, futurePasses = false } = rule;
  const digestIn = digestReader('sha256', 'hex');
  return hmacSignature({
    algorithm: 'sha256',
    encoding: 'hex',
    tolerance,
    futurePasses,
    read(headers) {
      const value = headers[header];
      if (!value) return 'unsigned';
      const [stamps, digests]: [string[], string[]] = [[], []];
      for (const part of value.split(separator)) {
        const [key, text] = keyAndValue(part);
        const digest = key === scheme ? digestIn(text) : undefined;
        if (key === stamp) stamps.push(text);
        else if (digest !== undefined) digests.push(digest);
      }
      const [text = '', second] = stamps;
      if (second !== undefined || !/^\d{1,15}$/.test(text) || digests.length === 0) return 'malformed';
      return { digests, stamp: text, seconds: unit === 'ms' ? Number(text) / 1000 : Number(text) };
    },
    messages: (claim, { request }) => [[`${claim.stamp ?? ''}${joint}`, request.body]],
    claim: ({ now }) => ({ stamp: String(unit === 'ms' ? now.getTime() : Math.floor(now.getTime() / 1000)) }),
    write: (claim) => ({ [header]: `${stamp}=${claim.stamp ?? ''}${separator}${scheme}=${claim.digests[0]}` }),
  });
}

/** Of a part such as `v1=5257a869`. */
export function keyAndValue(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
