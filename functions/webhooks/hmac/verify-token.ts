import { sign } from 'node:crypto';

import * as z from 'zod/mini';

import type { Token } from '../../../shared/webhook/proof.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { privateKeyFrom, rsaKeyIn } from '../../../shared/webhook/rsa.ts';
import type { Claimed, Signature } from '../../../shared/webhook/signature.ts';
import { publishedKeys } from './verify-keys.ts';

/** Three parts of base64url, and a signature among them: `alg: none` has no third. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const Header = z.object({ alg: z.string(), kid: z.optional(z.string()) });

/** A JWT by the keys that its sender publishes, or by public keys in the list of secrets, which take their place. */
export function tokenSignature(rule: Token): Signature {
  const keysFor = publishedKeys(rule.jwks);
  const { algorithm, issuer, audience } = rule;
  const judge =
    (token: string, tolerance = 300): Claimed['judge'] =>
    async ({ secrets, now }) => {
      const header = headerOf(token);
      if (header?.alg !== algorithm) return 'malformed';
      const keys = secrets.length > 0 ? secrets.flatMap((secret) => rsaKeyIn(secret) ?? []) : await keysFor({ kid: header.kid, now });
      const { judgeToken } = await import('./verify-jose.ts');
      return judgeToken(token, { keys, algorithm, issuer, audience, tolerance, now });
    };
  return {
    covers: rule.from === 'body' ? 'body' : 'nothing',
    keysAt: rule.jwks,
    claim(request, { tolerance }) {
      const token = tokenIn(request, rule);
      if (token === undefined) return 'unsigned';
      return COMPACT.test(token) ? { judge: judge(token, tolerance) } : 'malformed';
    },
    flawOf: (secret) => (rsaKeyIn(secret) ? undefined : `it is no RSA key as PEM; none is needed, for the keys are those at ${rule.jwks}`),
    sign({ secret, now }) {
      if (rule.from === 'body') return {};
      const seconds = Math.floor(now.getTime() / 1000);
      const claims = Buffer.from(JSON.stringify({ ...whose(rule), iat: seconds, exp: seconds }));
      return { [rule.from.header.toLowerCase()]: `${rule.from.prefix ?? ''}${signed(claims, { algorithm, secret })}` };
    },
    ...(rule.from === 'body' && {
      sealed: ({ body, secret }) => Buffer.from(signed(withWhose(body, rule), { algorithm, secret })),
    }),
    secretFrom: privateKeyFrom,
    hints: {
      unsigned: 'no token where the config says that it stands: a stranger, or another "from"',
      malformed: `what stands there is no JWT, or one by another algorithm than ${algorithm}`,
      mismatch: `no key at ${rule.jwks} gives this signature, or the token names another issuer or audience than the config`,
      stale: 'the token has run out, or is of the future: a replay, a queue in front, or a wrong clock; see "tolerance"',
    },
  };
}

/** Undefined where there is none. A body that is JSON is somebody else's webhook. */
function tokenIn({ headers, body }: WebhookRequest, { from }: Token): string | undefined {
  if (from === 'body') {
    const text = body.toString('latin1').trim();
    return text === '' || /^[{["]/.test(text) ? undefined : text;
  }
  const value = headers[from.header.toLowerCase()];
  if (!value) return undefined;
  return value.startsWith(from.prefix ?? '') ? value.slice(from.prefix?.length) : '';
}

function headerOf(token: string): z.infer<typeof Header> | undefined {
  try {
    return Header.safeParse(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** The claims of a token, or what is no token as it is: what is read has been judged, or is a sample. */
export function claimsOf(body: Buffer): Buffer {
  const text = body.toString('latin1').trim();
  return COMPACT.test(text) ? Buffer.from(text.split('.')[1] ?? '', 'base64url') : body;
}

const whose = ({ issuer: iss, audience: aud }: Token): object => ({ ...(iss !== undefined && { iss }), ...(aud !== undefined && { aud }) });

/** A sample's claims to the byte, or with the issuer and the audience that the config wants. */
function withWhose(body: Buffer, rule: Token): Buffer {
  const added = whose(rule);
  const claims = body.toString('utf8').trim();
  return Object.keys(added).length > 0 && claims.startsWith('{')
    ? Buffer.from(JSON.stringify({ ...added, ...Object(JSON.parse(claims)) }))
    : body;
}

interface Signing {
  readonly algorithm: Token['algorithm'];
  readonly secret: string;
}

function signed(claims: Buffer, { algorithm, secret }: Signing): string {
  const text = `${encoded(JSON.stringify({ alg: algorithm, typ: 'JWT' }))}.${encoded(claims)}`;
  return `${text}.${sign(`sha${algorithm.slice(2)}`, Buffer.from(text), secret).toString('base64url')}`;
}

const encoded = (part: string | Buffer): string => Buffer.from(part).toString('base64url');
