import { weighedOnce } from './scheme.ts';
import { flawOfText } from './secret.ts';
import { sameText, type Signature } from './signature.ts';

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
      return {
        judge({ secrets }) {
          const usable = secrets.filter((secret) => flawOf(secret) === undefined);
          return usable.some((secret) => sameText(value, `${prefix}${written(secret)}`)) ? 'ok' : 'mismatch';
        },
      };
    },
    flawOf,
    sign: ({ secret }) => ({ [header]: `${prefix}${written(secret)}` }),
    secretFrom: (words) => words,
  };
}

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
