import { sameText, type Signature } from './signature.ts';

export interface SharedSecretRule {
  /** Lower case. */
  readonly header: string;
  /** What stands before the secret, such as `Bearer `. */
  readonly prefix?: string;
}

/** A password in a header: it says who sends, and protects nothing of the body. Flutterwave v3, Auth0 … */
export function sharedSecret({ header, prefix = '' }: SharedSecretRule): Signature {
  return {
    covers: 'nothing',
    check({ request: { headers }, secrets }) {
      const value = headers[header];
      if (!value) return 'unsigned';
      if (!value.startsWith(prefix) || value.length === prefix.length) return 'malformed';
      return secrets.some((secret) => secret !== '' && sameText(value, `${prefix}${secret}`)) ? 'ok' : 'mismatch';
    },
    sign: ({ secret }) => ({ [header]: `${prefix}${secret}` }),
    secretFrom: (words) => words,
  };
}

const encoded = (credentials: string): string => Buffer.from(credentials).toString('base64');

/** HTTP Basic; the secret is `user:password`. Chargebee. */
export function basicAuth(): Signature {
  const bearer = sharedSecret({ header: 'authorization', prefix: 'Basic ' });
  return {
    ...bearer,
    check: (check) => bearer.check({ ...check, secrets: check.secrets.map(encoded) }),
    sign: (signing) => bearer.sign({ ...signing, secret: encoded(signing.secret) }),
    secretFrom: (words) => `bunce:${words}`,
  };
}
