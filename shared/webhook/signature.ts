import { createHmac, timingSafeEqual } from 'node:crypto';

import type { InUrl } from './in-url.ts';
import type { WebhookRequest } from './request.ts';
import {
  type Covers,
  inTime,
  matching,
  messagesOf,
  type Parts,
  type Scheme,
  type SignatureSettings,
  type Signing,
  weighedOnce,
} from './scheme.ts';
import { type FlawOf, flawOf, keyOf, type SecretRule } from './secret.ts';

/** What a signature is worth. Only `ok` lets a webhook in. */
export type Verdict = 'ok' | 'unsigned' | 'malformed' | 'stale' | 'mismatch';

/** What a claim is judged by. */
export interface Judging {
  /** Any of them may match, so that a secret can be rotated. None: nothing matches. One that is none (see `flawOf`) verifies nothing. */
  readonly secrets: readonly string[];
  readonly now: Date;
}

/** A request whose headers have the form of a scheme. */
export interface Claimed {
  /** What was parsed or hashed for one judgement is kept for the next. */
  judge(judging: Judging): Verdict | Promise<Verdict>;
  /** A signed name of the sending, where the event's own id is not what is signed: two events under one seal are not both genuine. */
  readonly seal?: string;
}

/** How a provider proves that a webhook is its own. Never throws on junk. */
export interface Signature {
  /** Reads the headers alone: a stranger's body is neither parsed nor hashed. */
  claim(request: WebhookRequest, settings: SignatureSettings): Claimed | 'unsigned' | 'malformed';
  readonly flawOf: FlawOf;
  /** The headers the provider itself would send: for samples, the CLI and tests. */
  sign(signing: Signing): Record<string, string>;
  /** A secret of the form the scheme expects, made from plain words. */
  secretFrom(words: string): string;
  readonly covers: Covers;
  /** Where the secret stands, if it is in the URL. */
  readonly inUrl?: InUrl;
  /** The body as it is sent, where it is itself what is signed. */
  sealed?(signing: Signing): Buffer;
  /** Where the public keys are fetched by which it verifies: no secret needs to be set, and those that are set take their place. */
  readonly keysAt?: string;
  /** Settings without which nothing can be verified: the webhook stays with the provider until they are there. */
  readonly needs?: readonly (keyof SignatureSettings)[];
  /** What an operator of this very provider most likely got wrong, for the log. */
  readonly hints?: Partial<Record<Exclude<Verdict, 'ok'>, string>>;
}

/** A claim and what it is judged by. */
export interface Check extends Judging {
  readonly request: WebhookRequest;
  readonly settings?: SignatureSettings;
}

/** What a signature is worth, in one go. */
export async function verify({ claim }: Pick<Signature, 'claim'>, { request, settings = {}, ...judging }: Check): Promise<Verdict> {
  const claimed = claim(request, settings);
  return typeof claimed === 'string' ? claimed : claimed.judge(judging);
}

export type Algorithm = 'sha1' | 'sha256' | 'sha512';
export type Encoding = 'hex' | 'base64';

export interface HmacScheme extends Scheme, SecretRule {
  readonly algorithm: Algorithm;
  readonly encoding: Encoding;
}

/** Makes and judges single digests. Never throws on junk; may on a secret it cannot sign with. */
export interface Proof {
  make(parts: Parts, secret: string): string;
  /** Prepared once for a message, asked for each digest of the header. */
  judge(parts: Parts, secrets: readonly string[]): (digest: string) => boolean;
  readonly flawOf: FlawOf;
}

/** Every HMAC scheme is this one with other words; the digests are compared here and nowhere else. */
export function hmacSignature(scheme: HmacScheme): Signature {
  const keys = new Map<string, ReturnType<typeof keyOf>>();
  const make: Proof['make'] = (parts, secret) => {
    const key = keys.get(secret) ?? keyOf(secret, scheme);
    keys.set(secret, key);
    const hmac = createHmac(scheme.algorithm, key);
    for (const part of parts) hmac.update(part);
    return hmac.digest(scheme.encoding);
  };
  return signatureBy(scheme, {
    make,
    flawOf: (secret, least) => flawOf(secret, { ...scheme, least }),
    judge(parts, secrets) {
      const expected = secrets.map((secret) => make(parts, secret));
      return (digest) => expected.some((text) => sameText(digest, text));
    },
  });
}

/** A scheme with its proof: both halves, signing and checking, from one declaration. */
export function signatureBy(scheme: Scheme, proof: Proof): Signature {
  const weigh = weighedOnce(proof.flawOf);
  return {
    claim(request, settings) {
      const claim = scheme.read(request.headers);
      if (typeof claim === 'string') return claim;
      const messages = messagesOf(scheme.messages(claim, { request, settings }));
      return {
        judge({ secrets, now }) {
          const usable = secrets.filter((secret) => weigh(secret) === undefined);
          const found = matching(messages, (message) => claim.digests.some(proof.judge(message, usable)));
          if (found !== 'ok') return found;
          return inTime(claim, { ...scheme, now, tolerance: settings.tolerance ?? scheme.tolerance }) ? 'ok' : 'stale';
        },
      };
    },
    sign(signing) {
      const claim = { ...scheme.claim(signing), digests: [] };
      const context = { request: { headers: {}, body: signing.body }, settings: signing.settings ?? {} };
      const [message = []] = scheme.messages(claim, context);
      return scheme.write({ ...claim, digests: [proof.make(message, signing.secret)] });
    },
    secretFrom: scheme.secretFrom ?? ((words) => words),
    flawOf: weigh,
    covers: scheme.covers ?? 'body',
  };
}

/** Equal in constant time. `timingSafeEqual` throws on unequal lengths, which would turn a forgery into a 500. */
export function sameText(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
