import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { identityOf } from '../../../shared/webhook/read.ts';
import { standardSource } from './generic.ts';
import { standardWebhooks } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const NOW = new Date('2026-03-14T10:00:00Z');
const body = Buffer.from('{"type":"user.created"}');

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const PUBLIC = `whpk_${publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')}`;
const PRIVATE = `whsk_${privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('base64')}`;
const SECRET = standardWebhooks.signature.secretFrom('words of some length');

const signed = (secret: string) => standardWebhooks.signature.sign({ body, secret, now: NOW, id: 'msg_1' });
const judge = (headers: Record<string, string>, secrets: readonly string[]) =>
  verify(standardWebhooks.signature, { request: { headers, body }, secrets, now: NOW });
const list = (...headers: readonly Record<string, string>[]) => headers.map((one) => one['webhook-signature']).join(' ');

describe('standard webhooks', () => {
  it('verifies ed25519 with the public key, beside secrets of the other kind', async () => {
    expect(await judge(signed(PRIVATE), [SECRET, PUBLIC])).toBe('ok');
    expect(await judge(signed(SECRET), [PUBLIC, SECRET])).toBe('ok');
    expect(await judge(signed(PRIVATE), [SECRET])).toBe('mismatch');
  });

  it('never takes a published key for the key of an HMAC', async () => {
    const forged = signed(`whsec_${PUBLIC}`);
    const asText = signed(PUBLIC.slice(5));
    for (const headers of [forged, asText]) expect(await judge(headers, [PUBLIC])).toBe('mismatch');
  });

  it('reads a list with entries of both kinds, of no kind and broken ones', async () => {
    const mixed = { ...signed(SECRET), 'webhook-signature': `v9,junk v1a,AAAA ${list(signed(PRIVATE), signed(SECRET))}` };
    expect([await judge(mixed, [PUBLIC]), await judge(mixed, [SECRET])]).toEqual(['ok', 'ok']);
  });

  it.each(['whpk_', 'whpk_AAAA', `whpk_${Buffer.alloc(32).toString('base64')}`, 'whsk_'])(
    'refuses by a broken key without throwing: %s',
    async (key) => {
      expect(await judge(signed(PRIVATE), [key])).toBe('mismatch');
    },
  );

  it('serves several senders, each under its own name, type and mode', () => {
    const source = standardSource({
      name: 'my-app',
      type: '$.event.name',
      test: '$.environment',
      on: { opened: { event: 'signed_up', id: '$.uid' } },
    });
    const payload = { event: { name: 'opened' }, environment: 'test', uid: 7 };
    const request = { headers: { 'svix-id': 'msg_9' }, body };
    expect(identityOf(payload, { provider: source, request })).toEqual({ type: 'opened', id: 'msg_9', mode: 'test' });
    expect(source.events['opened']?.(payload)).toMatchObject([{ customer: { id: '7' } }, { event: { name: 'signed_up' } }]);
  });
});
