import { describe, expect, it } from 'vitest';

import { hmacOfBody, timestampedHmac } from '../../../shared/webhook/hmac.ts';
import { flawOfText } from '../../../shared/webhook/secret.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { anyOf } from '../../../shared/webhook/any-of.ts';
import type { SignatureSettings } from '../../../shared/webhook/scheme.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const NOW = new Date('2026-03-14T10:00:00Z');
const body = Buffer.from('{"a":1}');
const secret = standardWebhooks().secretFrom('the boundaries of time');

async function after(
  signature: Signature,
  { seconds, settings = {} }: { readonly seconds: number; readonly settings?: SignatureSettings },
): Promise<string> {
  const headers = signature.sign({ body, secret, now: NOW, id: 'msg_1' });
  return verify(signature, { request: { headers, body }, secrets: [secret], now: new Date(NOW.getTime() + seconds * 1000), settings });
}

describe('the replay window', () => {
  const stripe = timestampedHmac({ header: 'x', scheme: 'v1', tolerance: 300, futurePasses: true });

  it('includes its last second and nothing after it', async () => {
    expect([await after(stripe, { seconds: 300 }), await after(stripe, { seconds: 301 })]).toEqual(['ok', 'stale']);
  });

  it('lets the future pass only where the scheme says so', async () => {
    expect([await after(stripe, { seconds: -9999 }), await after(standardWebhooks(), { seconds: -301 })]).toEqual(['ok', 'stale']);
  });

  it('is the setting when there is one, also for a scheme that has none of its own', async () => {
    const bond = timestampedHmac({ header: 'x', scheme: 'v2', tolerance: Infinity });
    expect(await after(bond, { seconds: 86_400 })).toBe('ok');
    expect(await after(bond, { seconds: 86_400, settings: { tolerance: 60 } })).toBe('stale');
  });

  it('is read in milliseconds where the stamp is', async () => {
    const workos = timestampedHmac({ header: 'x', scheme: 'v1', unit: 'ms', tolerance: 180 });
    expect([await after(workos, { seconds: 180 }), await after(workos, { seconds: 181 })]).toEqual(['ok', 'stale']);
  });
});

describe('anyOf', () => {
  const either = anyOf([sharedSecret({ header: 'verif-hash' }), hmacOfBody({ header: 'x-sig', algorithm: 'sha256', encoding: 'base64' })]);
  const verdictOf = (headers: Record<string, string>) => verify(either, { request: { headers, body }, secrets: ['s3cret'], now: NOW });

  it('accepts either proof and says the most telling thing of none', async () => {
    expect(await verdictOf({ 'verif-hash': 's3cret' })).toBe('ok');
    expect(await verdictOf({ 'verif-hash': 'other' })).toBe('mismatch');
    expect(await verdictOf({ 'x-sig': 'junk' })).toBe('malformed');
    expect(await verdictOf({})).toBe('unsigned');
  });

  it('never takes the bare secret for a digest', async () => {
    expect(await verdictOf({ 'x-sig': 's3cret' })).not.toBe('ok');
  });
});

describe('an empty secret', () => {
  it('opens no door', async () => {
    const bearer = sharedSecret({ header: 'authorization', prefix: 'Bearer ' });
    expect(await verify(bearer, { request: { headers: { authorization: 'Bearer ' }, body }, secrets: [''], now: NOW })).not.toBe('ok');
  });
});

describe('a text that is no secret', () => {
  it.each(['sk_live_', 'sk_live_****', '"whsec_..."', '****'])('is a prefix or a mask: %s', (text) => {
    expect(flawOfText(text)).toBeDefined();
  });

  it('is not one that happens to end like a prefix', () => {
    for (const text of ['q7Zr2LwYb0T4mXk9_', 'Jm3pT8_vXq2LwYb0T4mXk9dQe6sNhUa_', 'aB1_cD2_eF3_gH4_'])
      expect(flawOfText(text)).toBeUndefined();
  });
});
