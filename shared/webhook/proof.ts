import * as z from 'zod/mini';

import { type Digest, DigestSchema, Header, Text } from './hmac-source.ts';
import type { InUrl } from './in-url.ts';

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
