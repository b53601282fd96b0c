import { command } from '../runtime/command.ts';

/** What providers begin their secrets with, PEM, JSON Web Tokens, and the headers that carry any of them. */
const MARKS = [
  /\b[sr]k_/, // Stripe, Paystack, Clerk, Kora, Bunce
  /wh(?:sec|sk)_/, // Standard Webhooks, with and without `v1,`
  /\bpdl_[a-z]+_/, // Paddle
  /\bpolar_[a-z]+_/,
  /\bFLWSECK/, // Flutterwave
  /\bshp[a-z]{2}_/, // Shopify
  /\b(?:EAAA|sq0[a-z]{3}-)/, // Square
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}/, // AWS
  /-----BEGIN /,
  /\beyJ[\w-]+\.eyJ/,
  /^(?:Bearer|Basic) /i,
];

const NAMES = /secret|token|passw(?:or)?d|passphrase|credential|authorization|keys?$/i;

/** Names under which people would store a secret. */
export const isSecretName = (name: string): boolean => NAMES.test(name);

/** By its mark, or as long and as random as none but a secret is. Ids (a UUID, PayPal's webhook) and plain URLs are none. */
export function looksSecret(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return MARKS.some((mark) => mark.test(value)) || (URL.canParse(value) ? inUrl(new URL(value)) : isRandom(value.trim()));
}

/** Host and path may be long and odd; a password or a random parameter is something else. */
const inUrl = ({ username, password, searchParams }: URL): boolean =>
  username !== '' || password !== '' || [...searchParams.values()].some(isRandom);

const HEX = /^[0-9a-f]{32,}$/i;
const ENCODED = /^[\w+/-]{32,}={0,2}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** In hex, base64 or its like, from 32 characters on; words joined to a long name have hardly a digit. */
function isRandom(text: string): boolean {
  if (HEX.test(text)) return true;
  if (!ENCODED.test(text) || UUID.test(text)) return false;
  const many = (kind: RegExp, least: number): boolean => (text.match(kind) ?? []).length >= least;
  return many(/\d/g, 3) || (many(/\d/g, 1) && many(/[A-Z]/g, 2) && many(/[a-z]/g, 2));
}

/** What to do with one, of a provider or of Bunce. */
export const misplaced = (owner: string): string =>
  `a secret does not belong in the config, which is deployed in clear text; store it with "${command(`secrets set ${owner}`)}"`;
