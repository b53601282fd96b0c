import * as z from 'zod/mini';

import { type Duration, duration, secondsIn } from '../runtime/duration.ts';
import { pathOf } from './path.ts';
import type { Algorithm, Encoding } from './signature.ts';

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
  /** On both sides; default `5m`. */
  readonly tolerance?: Duration;
}

/** Seconds that a signed moment may be off; where none is signed there is no limit. */
export const toleranceOf = ({ timestamp }: Pick<Digest, 'timestamp'>): number =>
  timestamp ? secondsIn(timestamp.tolerance ?? '5m') : Infinity;

/** Not empty. */
export const Text = z.string().check(z.minLength(1));
/** The name of a header. */
export const Header = z.string().check(z.regex(/^[A-Za-z0-9-]+$/, { error: 'expected the name of a header' }));
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

const stamp = { unit: z.optional(z.enum(['s', 'ms', 'iso'])), tolerance: z.optional(duration({ example: '5m' })) };

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
