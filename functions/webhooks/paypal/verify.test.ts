import { describe, expect, it } from 'vitest';

import { Unavailable } from '../../../shared/webhook/unavailable.ts';
import chain from './chain.json' with { type: 'json' };
import { paypalSignature, PUBLIC_ROOTS } from './verify.ts';
import { type Check, verify } from '../../../shared/webhook/signature.ts';

const now = new Date('2030-01-01T00:00:00Z');
const file = chain.paypal.certificate + chain.issuer;

/** A signature scheme whose PayPal serves this file, and the URLs it was asked for. */
function scheme(served: string | undefined | Error, roots: readonly string[] = [chain.root]) {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<string | undefined> => {
    asked.push(url);
    if (served instanceof Error) throw served;
    return served;
  };
  return { asked, signature: paypalSignature({ fetch, roots }) };
}

interface Unfit {
  readonly served: string | Error;
  readonly roots?: readonly string[];
  readonly at?: Date;
}

const check = (over: Partial<Check> = {}, headers: object = {}): Check => ({
  request: { headers: { ...chain.paypal.headers, ...headers }, body: Buffer.from(chain.body) },
  secrets: [PUBLIC_ROOTS],
  now,
  settings: { webhookId: chain.webhookId, tolerance: Infinity },
  ...over,
});

describe("paypal's certificate", () => {
  it('is trusted if it leads to a public root, and fetched once', async () => {
    const { signature, asked } = scheme(file);
    expect([await verify(signature, check()), await verify(signature, check())]).toEqual(['ok', 'ok']);
    expect(asked).toEqual([chain.paypal.headers['paypal-cert-url']]);
  });

  it('is not fetched from where it does not belong, nor before there is something to trust', async () => {
    const { signature, asked } = scheme(file);
    const places = [
      'http://api.paypal.com',
      'https://paypal.com.example.net',
      'https://x@example.net/.paypal.com',
      'https://api.paypal.com:8443',
      'https://evilpaypal.com',
    ];
    for (const place of places) {
      expect(await verify(signature, check({}, { 'paypal-cert-url': `${place}/v1/notifications/certs/CERT-1` })), place).toBe('malformed');
    }
    expect(await verify(signature, check({}, { 'paypal-cert-url': 'https://www.paypal.com/uploads/CERT-1' }))).toBe('malformed');
    expect(await verify(signature, check({ secrets: [] }))).toBe('mismatch');
    expect(asked).toEqual([]);
  });

  it.each([
    ['bears another name', { served: chain.impostor.certificate + chain.issuer }],
    ['leads to no root', { served: file, roots: [] }],
    ['comes without its issuer', { served: chain.paypal.certificate }],
    ['has run out', { served: file, at: new Date('2190-01-01T00:00:00Z') }],
    ['is none', { served: '<html>' }],
    ['is broken', { served: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }],
    ['does not come in time', { served: new Error('timed out') }],
  ])('that %s leaves the webhook with PayPal', async (_name, { served, roots, at = now }: Unfit) => {
    await expect(verify(scheme(served, roots).signature, check({ now: at }))).rejects.toThrow(Unavailable);
  });

  it('that PayPal does not know refuses the webhook', async () => {
    expect(await verify(scheme(undefined).signature, check())).toBe('mismatch');
  });

  it('may have its issuer in the list of secrets', async () => {
    const { signature } = scheme(chain.paypal.certificate, []);
    expect(await verify(signature, check({ secrets: [PUBLIC_ROOTS, chain.issuer] }))).toBe('ok');
  });

  it('signs for no other webhook, body, algorithm or key', async () => {
    const { signature } = scheme(file);
    expect(await verify(signature, check({ settings: { webhookId: 'ANOTHER' } }))).toBe('mismatch');
    expect(await verify(signature, check({ settings: {} }))).toBe('malformed');
    expect(await verify(signature, check({}, { 'paypal-auth-algo': 'SHA1withRSA' }))).toBe('malformed');
    expect(await verify(signature, check({}, chain.impostor.headers))).toBe('mismatch');
    expect(await verify(signature, check({ secrets: ['no PEM', '-----BEGIN PUBLIC KEY-----\nAAAA'] }))).toBe('mismatch');
  });
});
