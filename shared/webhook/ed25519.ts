import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

import { bytesOf } from './secret.ts';
import type { Proof } from './signature.ts';

/** What stands before a raw key of 32 bytes in DER: RFC 8410. */
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');

const PUBLISHED = 'whpk_';
const KEPT = 'whsk_';

/** Ed25519 in base64, as in https://www.standardwebhooks.com: `whpk_…` verifies, `whsk_…` signs; other secrets are passed over. */
export const ed25519: Proof = {
  make(parts, secret) {
    const key = Buffer.concat([PRIVATE, (keyBytes(secret, KEPT) ?? Buffer.alloc(0)).subarray(0, 32)]);
    return sign(null, joined(parts), createPrivateKey({ key, format: 'der', type: 'pkcs8' })).toString('base64');
  },
  judge(parts, secrets) {
    const message = joined(parts);
    const keys = secrets.flatMap((secret) => keyBytes(secret, PUBLISHED) ?? []);
    const published = keys.map((bytes) => createPublicKey({ key: Buffer.concat([PUBLIC, bytes]), format: 'der', type: 'spki' }));
    return (digest) => published.some((key) => verify(null, message, key, Buffer.from(digest, 'base64')));
  },
  flawOf(secret) {
    const bytes = keyBytes(secret, PUBLISHED);
    if (!bytes) return `it is not ${PUBLISHED} and base64 of 32 bytes`;
    return isOfSmallOrder(bytes) ? 'under this public key everybody could sign' : undefined;
  },
};

const joined = (parts: readonly (string | Buffer)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));

function keyBytes(secret: string, prefix: string): Buffer | undefined {
  const bytes = secret.startsWith(prefix) ? bytesOf(secret.slice(prefix.length)) : undefined;
  return bytes && (bytes.length === 32 || (prefix === KEPT && bytes.length === 64)) ? bytes : undefined;
}

const P = 2n ** 255n - 19n;

/** Of order 8 at most, in either form that decoders take: a signature under them needs no private key. https://eprint.iacr.org/2020/1244 */
const SMALL: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  P - 1n,
  P,
  P + 1n,
  BigInt('0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7'),
  BigInt('0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826'),
]);

/** The highest bit is the sign of the other coordinate, and tells nothing here. */
const isOfSmallOrder = (key: Buffer): boolean => SMALL.has(BigInt(`0x${Buffer.from(key).reverse().toString('hex')}`) & (2n ** 255n - 1n));
