import { createHmac, timingSafeEqual } from 'node:crypto';

import type { WebhookRequest } from './request.ts';

/** What a signature is worth. Only `ok` lets a webhook in. */
export type Verdict = 'ok' | 'unsigned' | 'malformed' | 'stale' | 'mismatch';

/** What a scheme needs besides header and secret: seconds of tolerance, Square's URL, PayPal's webhook id. */
export interface SignatureSettings {
  readonly tolerance?: number | undefined;
  readonly url?: string | undefined;
  readonly webhookId?: string | undefined;
}

export interface Check {
  readonly request: WebhookRequest;
  /** Any of them may match, so that a secret can be rotated. None: nothing matches. */
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly settings?: SignatureSettings;
}

export interface Signing {
  readonly body: Buffer;
  readonly secret: string;
  readonly now: Date;
  /** The delivery id, for schemes that sign one. */
  readonly id: string;
  readonly settings?: SignatureSettings;
}

/** How a provider proves that a webhook is its own. Never throws on junk. */
export interface Signature {
  check(check: Check): Verdict | Promise<Verdict>;
  /** The headers the provider itself would send: for samples, the CLI and tests. */
  sign(signing: Signing): Record<string, string>;
  /** A secret of the form the scheme expects, made from plain words. */
  secretFrom(words: string): string;
  /** How much of the body a forger cannot change: a shared secret in a header protects nothing of it. */
  readonly covers: 'body' | 'part' | 'nothing';
  /** Settings without which nothing can be verified: the webhook stays with the provider until they are there. */
  readonly needs?: readonly (keyof SignatureSettings)[];
}

export type Algorithm = 'sha1' | 'sha256' | 'sha512';
export type Encoding = 'hex' | 'base64';

/** What a request claims: one or more candidate digests, and the stamp (unix seconds) and id they cover. */
export interface Claim {
  readonly digests: readonly string[];
  readonly stamp?: string;
  readonly seconds?: number;
  readonly id?: string;
}

type Parts = readonly (string | Buffer)[];

/** What a scheme signs and how its headers say so, whatever proves it. */
export interface Scheme {
  /** Seconds. Infinity: the scheme has no replay window of its own. */
  readonly tolerance: number;
  /** Stripe and Paddle let a stamp from the future pass; Standard Webhooks does not. */
  readonly futurePasses?: boolean;
  read(headers: WebhookRequest['headers']): Claim | 'unsigned' | 'malformed';
  /** The signed text, in parts; undefined when the request does not hold what the scheme signs. */
  message(claim: Claim, context: { readonly request: WebhookRequest; readonly settings: SignatureSettings }): Parts | undefined;
  claim(signing: Signing): Omit<Claim, 'digests'>;
  write(claim: Claim): Record<string, string>;
  secretFrom?(words: string): string;
  readonly covers?: Signature['covers'];
}

export interface HmacScheme extends Scheme {
  readonly algorithm: Algorithm;
  readonly encoding: Encoding;
  key(secret: string): string | Buffer;
}

/** Makes and judges single digests. Never throws on junk; may on a secret it cannot sign with. */
export interface Proof {
  make(parts: Parts, secret: string): string;
  /** Prepared once for a message, asked for each digest of the header. */
  judge(parts: Parts, secrets: readonly string[]): (digest: string) => boolean;
}

/** Every HMAC scheme is this one with other words; the digests are compared here and nowhere else. */
export function hmacSignature(scheme: HmacScheme): Signature {
  const make: Proof['make'] = (parts, secret) => {
    const hmac = createHmac(scheme.algorithm, scheme.key(secret));
    for (const part of parts) hmac.update(part);
    return hmac.digest(scheme.encoding);
  };
  return signatureBy(scheme, {
    make,
    judge(parts, secrets) {
      const expected = secrets.map((secret) => make(parts, secret));
      return (digest) => expected.some((text) => sameText(digest, text));
    },
  });
}

/** A scheme with its proof: both halves, signing and checking, from one declaration. */
export function signatureBy(scheme: Scheme, proof: Proof): Signature {
  return {
    check({ request, secrets, now, settings = {} }) {
      const claim = scheme.read(request.headers);
      if (typeof claim === 'string') return claim;
      const message = scheme.message(claim, { request, settings });
      if (!message) return 'malformed';
      if (!claim.digests.some(proof.judge(message, secrets))) return 'mismatch';
      return inTime(claim, { ...scheme, now, tolerance: settings.tolerance ?? scheme.tolerance }) ? 'ok' : 'stale';
    },
    sign(signing) {
      const claim = { ...scheme.claim(signing), digests: [] };
      const message = scheme.message(claim, { request: { headers: {}, body: signing.body }, settings: signing.settings ?? {} }) ?? [];
      return scheme.write({ ...claim, digests: [proof.make(message, signing.secret)] });
    },
    secretFrom: scheme.secretFrom ?? ((words) => words),
    covers: scheme.covers ?? 'body',
  };
}

/** Equal in constant time. `timingSafeEqual` throws on unequal lengths, which would turn a forgery into a 500. */
export function sameText(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

type Window = Pick<Scheme, 'tolerance' | 'futurePasses'> & { readonly now: Date };
function inTime({ seconds }: Claim, { now, tolerance, futurePasses }: Window): boolean {
  if (seconds === undefined) return true;
  const age = Math.floor(now.getTime() / 1000) - Math.floor(seconds);
  return age <= tolerance && (futurePasses === true || -age <= tolerance);
}
