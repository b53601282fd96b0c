import { createHmac, generateKeyPairSync, sign, verify } from 'node:crypto';
import { crc32 } from 'node:zlib';

import type { WebhookRequest } from '../shared/webhook/request.ts';

/** The least that any receiver of this body does: prove it as its provider does, parse it, write it out again. */
export function floorOf(name: string, { body }: WebhookRequest): () => string {
  return name === 'paypal' ? rsaFloor(body) : () => floor(body, name);
}

/** Providers whose HMAC is not SHA-256: the floor hashes what they hash. */
const ALGORITHM: Readonly<Record<string, string>> = { paystack: 'sha512', monnify: 'sha512', segment: 'sha1' };

function floor(body: Buffer, name: string): string {
  createHmac(ALGORITHM[name] ?? 'sha256', 'the secret')
    .update(body)
    .digest('hex');
  return JSON.stringify(JSON.parse(body.toString('utf8')));
}

/** With the public key at hand, as a receiver has it after its first webhook. */
function rsaFloor(body: Buffer): () => string {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const message = (): Buffer => Buffer.from(`id|time|webhook id|${crc32(body)}`);
  const signature = sign('sha256', message(), privateKey);
  return () => {
    verify('sha256', message(), publicKey, signature);
    return JSON.stringify(JSON.parse(body.toString('utf8')));
  };
}
