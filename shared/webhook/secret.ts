/** How the text of a secret becomes the key that signs. */
export interface SecretRule {
  /** The key as text, without the prefix that only names its kind; the whole secret by default. */
  readonly bare?: ((secret: string) => string) | undefined;
  /** Whether that text is the key, or the bytes behind its base64; `text` by default. */
  readonly keyIs?: 'text' | 'base64' | undefined;
}

/** Why a text can be no secret of a scheme; undefined where it can. `least`: characters of a secret that is text, 1 by default. */
export type FlawOf = (secret: string, least?: number) => string | undefined;

/** Bytes of a decoded key: fewer can be guessed, and none at all is the key that everybody has. */
const LEAST_BYTES = 16;

/** Characters of a secret that is text, below which receivers and `secrets set` take it for none. */
export const LEAST_CHARACTERS = 8;

/** Below so many characters `secrets set` and `verify` warn. */
export const FEW_CHARACTERS = 16;

/** The key behind a secret; ask `flawOf` first whether there is one. */
export function keyOf(secret: string, { bare = whole, keyIs = 'text' }: SecretRule): string | Buffer {
  return keyIs === 'text' ? bare(secret) : Buffer.from(bare(secret), 'base64');
}

/** Why a secret verifies nothing; undefined where it can. Never holds a part of it. `least`: characters of one that is text. */
export function flawOf(
  secret: string,
  { bare = whole, keyIs = 'text', least = 1 }: SecretRule & { readonly least?: number | undefined },
): string | undefined {
  return keyIs === 'text' ? flawOfText(bare(secret), least) : flawOfKey(bare(secret));
}

/** Why a text can be nobody's secret: it is empty, a prefix alone, what a dashboard shows in place of the secret, or too short. */
export function flawOfText(text: string, least = 1): string | undefined {
  if (text.trim() === '' || /^[\s"']*$/.test(text)) return 'it is empty';
  if (/[•●∙…]/.test(text) || MASK.test(text)) return "it is what a dashboard shows in a secret's place: copy the secret itself";
  return text.length < least ? `it has ${text.length} characters; at least ${least} are expected` : undefined;
}

/** Stars and points, alone or behind a prefix such as `sk_live_`; or the prefix alone, whose parts are short: a random text may end in `_`. */
const MASK = /^["']?(?:[A-Za-z0-9]{1,8}_){0,3}[*.•…\s]*["']?$/;

function flawOfKey(encoded: string): string | undefined {
  const { length } = Buffer.from(encoded, 'base64');
  if (bytesOf(encoded) === undefined) return 'what follows its prefix is not base64 to the letter: copy it whole';
  return length < LEAST_BYTES ? `it decodes to ${length} bytes; at least ${LEAST_BYTES} are expected` : undefined;
}

/** The bytes behind base64, with or without its padding; undefined for anything that decoders read differently. */
export function bytesOf(encoded: string): Buffer | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === encoded.replace(/={1,2}$/, '') ? bytes : undefined;
}

const whole = (secret: string): string => secret;
