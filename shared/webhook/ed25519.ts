import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import type { Proof } from './signature.ts';

/** What stands before a raw key of 32 bytes in DER: RFC 8410. */
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Ed25519 in base64, as in https://www.standardwebhooks.com: `whpk_…` verifies, `whsk_…` signs; other secrets are passed over. */
export const ed25519: Proof = {
  make(parts, secret) {
    const key = Buffer.concat([PRIVATE, keyBytes(secret, 'whsk_').subarray(0, 32)]);
    return sign(null, joined(parts), createPrivateKey({ key, format: 'der', type: 'pkcs8' })).toString('base64');
  },
  judge(parts, secrets) {
    const message = joined(parts);
    const keys = secrets.map((secret) => keyBytes(secret, 'whpk_')).filter((bytes) => bytes.length === 32);
    const published = keys.map((bytes) => createPublicKey({ key: Buffer.concat([PUBLIC, bytes]), format: 'der', type: 'spki' }));
    return (digest) => published.some((key) => verify(null, message, key, Buffer.from(digest, 'base64')));
  },
};

const joined = (parts: readonly (string | Buffer)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));

const keyBytes = (secret: string, prefix: string): Buffer =>
  secret.startsWith(prefix) ? Buffer.from(secret.slice(prefix.length), 'base64') : Buffer.alloc(0);
