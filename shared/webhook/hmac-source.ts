import * as z from 'zod/mini';

import type { InUrl } from './in-url.ts';
import { pathOf } from './path.ts';
import type { Algorithm, Encoding } from './signature.ts';

/** How a sender of the config proves itself: a digest of what it sends, a JWT, or a secret in a header, by HTTP Basic or in the URL. */
export type Proof = Digest | Token | Password | { readonly mode: 'basic' } | InUrl;

/** A secret that stands in a header as it is: it says who sends, and protects nothing of the body. */
interface Password {
  readonly mode: 'header';
  readonly header: string;
  /** What stands before the secret, such as `Bearer `. */
  readonly prefix?: string;
}

/** A JWT by public keys that the sender publishes. */
export interface Token {
  /** A signed token. */
  readonly mode: 'jwt';
  /** Where the sender publishes its keys, a JSON Web Key Set: fetched when a key is needed that is not known, once a minute at most, and once an hour. */
  readonly jwks: string;
  /** The one that is taken, whatever a token says of itself. */
  readonly algorithm: 'RS256' | 'RS384' | 'RS512';
  /** What `iss` has to be; without it anyone's whose keys these are. */
  readonly issuer?: string;
  /** What `aud` has to be, or hold; without it a token for another receiver is taken too. */
  readonly audience?: string;
  /** `body`: the body is the token, and its claims are what the rules read. A header, behind a prefix such as `Bearer `: the token says who sends and protects nothing of the body, which the rules read. */
  readonly from: 'body' | { readonly header: string; readonly prefix?: string };
}

/** An HMAC in a header. */
export interface Digest {
  /** A digest of what is sent. */
  readonly mode: 'hmac';
  /** Where the digest stands. */
  readonly header: string;
  /** Default `sha256`. */
  readonly algorithm?: Algorithm;
  /** Of the digest; default `hex`. */
  readonly encoding?: Encoding;
  /** What stands before the digest, such as `sha256=`. */
  readonly prefix?: string;
  /** The key of the digest where the header holds `key=value` parts, such as `v1`; it may occur several times. */
  readonly part?: string;
  /** Between those parts; default `,`. */
  readonly separator?: ',' | ';';
  /** Whether the secret's text is the key, or the bytes behind its base64; default `text`. */
  readonly key?: 'text' | 'base64';
  /** What stands before the secret and is no part of the key, such as `whsec_`. */
  readonly keyPrefix?: string;
  /** What is signed, of `{body}`, `{timestamp}`, `{id}`, `{url}` and `{$.path}`; default `{body}`. `{url}` is the one in the settings; `{$.data.id}` what stands there in the body: text, a number as it is written there, `true` or `false`. Without `{body}` all else in it is unprotected. */
  readonly message?: string;
  /** Where the moment of sending stands: a header of its own, or another part of the same one. Only with `{timestamp}` in the message. */
  readonly timestamp?: Stamp & ({ readonly header: string } | { readonly part: string });
  /** The header of the delivery's id. Only with `{id}` in the message: an id that nobody signed is anyone's. */
  readonly idHeader?: string;
}

interface Stamp {
  /** Since 1970, or `iso`: as `2026-03-14T09:26:53Z`, with its zone. Default `s`. */
  readonly unit?: 's' | 'ms' | 'iso';
  /** Seconds on both sides; default 300. */
  readonly tolerance?: number;
}

const Text = z.string().check(z.minLength(1));
const Header = z.string().check(z.regex(/^[A-Za-z0-9-]+$/, { error: 'expected the name of a header' }));
const Message = z.string().check(
  z.refine((text) => words(text).every((word) => KNOWN.has(word) || isPath(word)), {
    error: 'knows no words but {body} {timestamp} {id} {url} and paths such as {$.data.id}',
    abort: true,
  }),
  z.refine((text) => words(text).some((word) => word === '{body}' || word.startsWith('{$')), {
    error: 'expected {body}, or a path such as {$.data.id} at least: what signs nothing of the body is no signature of it',
  }),
);

const KNOWN: ReadonlySet<string> = new Set(['{body}', '{timestamp}', '{id}', '{url}']);
const words = (message: string): readonly string[] => message.match(/\{[^}]*\}/g) ?? [];

function isPath(word: string): boolean {
  try {
    return word.startsWith('{$') && pathOf(word.slice(1, -1)) !== undefined;
  } catch {
    return false;
  }
}

const stamp = { unit: z.optional(z.enum(['s', 'ms', 'iso'])), tolerance: z.optional(z.number().check(z.positive())) };

/** What the type says, and which options belong together. */
export const DigestSchema = z
  .strictObject({
    mode: z.literal('hmac'),
    header: Header,
    algorithm: z.optional(z.enum(['sha1', 'sha256', 'sha512'])),
    encoding: z.optional(z.enum(['hex', 'base64'])),
    prefix: z.optional(Text),
    part: z.optional(Text),
    separator: z.optional(z.enum([',', ';'])),
    key: z.optional(z.enum(['text', 'base64'])),
    keyPrefix: z.optional(Text),
    message: z.optional(Message),
    timestamp: z.optional(
      z.union([z.strictObject({ header: Header, ...stamp }), z.strictObject({ part: Text, ...stamp })], {
        error: 'expected { header } or { part }, and of unit and tolerance what is not by default',
      }),
    ),
    idHeader: z.optional(Header),
  })
  .check(
    z.refine(({ message = '', timestamp }) => message.includes('{timestamp}') === (timestamp !== undefined), {
      error: "timestamp and {timestamp} in the message belong together: a moment that is not signed is anyone's",
    }),
    z.refine(({ message = '', idHeader }) => message.includes('{id}') === (idHeader !== undefined), {
      error: "idHeader and {id} in the message belong together: an id that is not signed is anyone's",
    }),
    z.refine(({ part, timestamp }) => part !== undefined || timestamp === undefined || 'header' in timestamp, {
      error: 'a timestamp in a part needs the part of the digest too',
    }),
  );

const KEYS = 'expected the URL of a JSON Web Key Set, beginning with https://';

/** Where the keys are that decide who is believed: without TLS only on this machine. */
const PLACE = /^https:\/\/[^/?#@]+([/?#]|$)|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?([/?#]|$)/i;

const KeySet = z.string({ error: KEYS }).check(z.refine((url) => PLACE.test(url) && URL.canParse(url), { error: KEYS }));

/** What the type says. */
export const TokenSchema = z.strictObject({
  mode: z.literal('jwt'),
  jwks: KeySet,
  algorithm: z.enum(['RS256', 'RS384', 'RS512'], { error: 'expected RS256, RS384 or RS512, as the sender says' }),
  issuer: z.optional(Text),
  audience: z.optional(Text),
  from: z.union([z.literal('body'), z.strictObject({ header: Header, prefix: z.optional(Text) })], {
    error: "expected 'body' or { header, prefix }: where the token stands",
  }),
});

const Parameter = z
  .string({ error: 'expected the name of a parameter, such as token' })
  .check(z.regex(/^[\w.~-]+$/, { error: 'expected the name of a parameter, such as token' }));

/** What the type says, for a config that no compiler has seen, and which options belong together. */
export const ProofSchema = z.discriminatedUnion(
  'mode',
  [
    DigestSchema,
    TokenSchema,
    z.strictObject({ mode: z.literal('header'), header: Header, prefix: z.optional(Text) }),
    z.strictObject({ mode: z.literal('basic') }),
    z.strictObject({ mode: z.literal('path') }),
    z.strictObject({ mode: z.literal('query'), parameter: Parameter }),
  ],
  { error: 'expected hmac, jwt, header, basic, path or query' },
);
