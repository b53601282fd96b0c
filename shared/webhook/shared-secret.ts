import { type InUrl, textIn } from './in-url.ts';
import { weighedOnce } from './scheme.ts';
import { type FlawOf, flawOfText } from './secret.ts';
import { type Claimed, sameText, type Signature } from './signature.ts';

export interface SharedSecretRule {
  /** Lower case. */
  readonly header: string;
  /** What stands before the secret, such as `Bearer `. */
  readonly prefix?: string;
  /** How the secret is written there; as it is by default. */
  readonly written?: (secret: string) => string;
  readonly flawOf?: Signature['flawOf'];
}

/** A password in a header: it says who sends, and protects nothing of the body. Flutterwave v3, Auth0 … */
export function sharedSecret({ header, prefix = '', written = (secret) => secret, ...rule }: SharedSecretRule): Signature {
  const flawOf = weighedOnce(rule.flawOf ?? flawOfText);
  return {
    covers: 'nothing',
    claim({ headers }) {
      const value = headers[header];
      if (!value) return 'unsigned';
      if (!value.startsWith(prefix) || value.length === prefix.length) return 'malformed';
      return judgedBy(value, { flawOf, written: (secret) => `${prefix}${written(secret)}` });
    },
    flawOf,
    sign: ({ secret }) => ({ [header]: `${prefix}${written(secret)}` }),
    secretFrom: (words) => words,
  };
}

interface Written {
  readonly flawOf: FlawOf;
  readonly written: (secret: string) => string;
}

const judgedBy = (value: string, { flawOf, written }: Written): Claimed => ({
  judge({ secrets }) {
    const usable = secrets.filter((secret) => flawOf(secret) === undefined);
    return usable.some((secret) => sameText(value, written(secret))) ? 'ok' : 'mismatch';
  },
});

/** A password in the URL, for senders that can do no more: it protects nothing of the body, and whoever sees the URL has it. M-Pesa. */
export function secretInUrl(inUrl: InUrl): Signature {
  const flawOf = weighedOnce((secret, least) => flawOfText(secret, least) ?? (URL_SAFE.test(secret) ? undefined : ENCODED));
  return {
    covers: 'nothing',
    inUrl,
    claim({ shown = {} }) {
      const value = textIn(shown, inUrl);
      if (value === undefined) return 'unsigned';
      return value === null ? 'malformed' : judgedBy(value, { flawOf, written: (secret) => secret });
    },
    flawOf,
    sign: () => ({}),
    secretFrom: (words) => words.replaceAll(/[^\w.~-]/g, '-'),
    hints: {
      unsigned: 'no secret in the URL: a stranger, or the sender was given the URL without it',
      malformed: 'what stands in the place of the secret in the URL is no one text',
      mismatch: 'what stands in the URL is none of the configured secrets: an old one, that of another stage, or a stranger',
    },
  };
}

/** What stands in a URL as it is. */
const URL_SAFE = /^[\w.~-]+$/;
const ENCODED = 'it stands in a URL, where only letters, digits and - . _ ~ stay as they are';

/** Some senders have a user alone: then it is the password. */
function passwordIn(credentials: string): string {
  const [user = '', ...password] = credentials.split(':');
  return password.join(':') || user;
}

const encoded = (credentials: string): string => Buffer.from(credentials).toString('base64');

/** HTTP Basic; the secret is `user:password`. Chargebee. */
export const basicAuth = (): Signature => ({
  ...sharedSecret({
    header: 'authorization',
    prefix: 'Basic ',
    written: encoded,
    flawOf: (secret, least) => flawOfText(passwordIn(secret)) ?? flawOfText(secret, least),
  }),
  secretFrom: (words) => `bunce:${words}`,
});
