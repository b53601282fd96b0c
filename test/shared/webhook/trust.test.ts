import { describe, expect, it, vi } from 'vitest';

import { clerk } from '../../../functions/webhooks/clerk/provider.ts';
import { hmacSource } from '../../../functions/webhooks/hmac/generic.ts';
import { kora } from '../../../functions/webhooks/kora/provider.ts';
import { providers } from '../../../functions/webhooks/registry.ts';
import { square } from '../../../functions/webhooks/square/provider.ts';
import { standardSource } from '../../../functions/webhooks/standard-webhooks/generic.ts';
import { unpackBody } from '../../../shared/queue/parked.ts';
import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { NOW, world } from './world.ts';

const held = (...secrets: string[]) => ({ ports: { secret: async () => ({ secrets, credentials: {} }) } });
const signedBy = (provider: Provider, secret: string, body: string) =>
  provider.signature.sign({ body: Buffer.from(body), secret, now: NOW, id: 'msg_1' });

describe('a secret that is none', () => {
  const body = '{"type":"user.created"}';

  it.each(['whsec_••••••••', 'whsec_', 'v1,whsec_', 'whsec_...', '…', '"', `whsec_${Buffer.from('short').toString('base64')}`])(
    'leaves the webhook with its provider, and the log says why: %s',
    async (secret) => {
      const headers = signedBy(clerk, secret, body);
      const outcome = await world({ provider: clerk, ...held(secret) }).receive(body, { headers });
      expect(outcome).toMatchObject({
        kind: 'unavailable',
        what: 'no-secret',
        cause: expect.stringMatching(/no secret, .+secrets set clerk/),
      });
    },
  );

  it('is passed over where another one is good', async () => {
    const good = clerk.signature.secretFrom('a secret of some length');
    const { receive } = world({ provider: clerk, ...held('whsec_', good) });
    expect(await receive(body, { headers: signedBy(clerk, 'whsec_', body) })).toMatchObject({ kind: 'refused', verdict: 'mismatch' });
    expect(await receive(body, { headers: signedBy(clerk, good, body) })).toMatchObject({ verifiedBy: 'current' });
  });

  it('is a text of fewer than 8 characters', async () => {
    const { receive } = world(held('sk_live'));
    expect(await receive('{}', { headers: signedBy(providers['paystack'] ?? clerk, 'sk_live', '{}') })).toMatchObject({
      what: 'no-secret',
    });
  });

  it.each([{ key: 'base64' }, { keyPrefix: 'key_' }, { key: 'base64', keyPrefix: 'whsec_' }] as const)(
    'is one of a sender of the config too: %o',
    async (options) => {
      const provider = hmacSource({ name: 'shop', signature: { mode: 'hmac', header: 'x-sign', ...options }, on: {} });
      const none = ('keyPrefix' in options && options.keyPrefix) || '••••••••';
      const { receive } = world({ provider, ...held(none) });
      expect(await receive('{"type":"x"}', { headers: signedBy(provider, none, '{"type":"x"}') })).toMatchObject({ what: 'no-secret' });
    },
  );
});

describe('what a stranger sends', () => {
  const data = { reference: 'r', amount: '100.00', currency: 'NGN' };
  const spaced = `{ "event": "charge.success", "data": ${JSON.stringify(data, null, 1)} }`;

  it('is not parsed before its header claims a signature, and once before it is trusted', async () => {
    const { receive } = world({ provider: kora });
    const parse = vi.spyOn(JSON, 'parse');
    const counted = async (headers: Record<string, string>): Promise<[unknown, number]> => {
      parse.mockClear();
      const { kind } = await receive(spaced, { headers });
      return [kind, parse.mock.calls.length];
    };
    const answers = [
      await counted({}),
      await counted({ 'x-korapay-signature': 'junk' }),
      await counted({ 'x-korapay-signature': 'a'.repeat(64) }),
    ];
    parse.mockRestore();
    expect(answers).toEqual([
      ['refused', 0],
      ['refused', 0],
      ['refused', 1],
    ]);
  });

  it('is refused by its size before that, each provider by its own limit', async () => {
    for (const provider of Object.values(providers)) {
      const { bodyLimit = BODY_LIMIT.usual } = provider;
      expect(bodyLimit, provider.name).toBeGreaterThanOrEqual(256 * 1024);
      const huge = Buffer.alloc(bodyLimit + 1, ' ');
      const stranger = await world({ provider }).receive(huge, { headers: {} });
      expect(stranger).toMatchObject({ kind: 'oversized', claimed: false });
    }
  });
});

describe('what is parked', () => {
  it('holds no header that a sender of the config proves itself by', async () => {
    for (const signature of [{ mode: 'header', header: 'x-pass' }, { mode: 'basic' }, { mode: 'hmac', header: 'x-sum' }] as const) {
      const provider = hmacSource({ name: 'shop', signature, on: {} });
      const secret = provider.signature.secretFrom('the secret of the shop');
      const { receive, parked } = world({ provider, ...held(secret) });
      const headers = { ...signedBy(provider, secret, 'not json'), 'x-forwarded-for': '10.0.0.1', cookie: 'a=b' };
      expect(await receive('not json', { headers })).toMatchObject({ kind: 'unreadable' });
      expect(parked[0]?.raw?.headers).toEqual({});
    }
  });

  it('keeps the id that stood in a signed header, and nothing of that header', async () => {
    const secret = clerk.signature.secretFrom('a secret of some length');
    const { receive, parked } = world({ provider: clerk, ...held(secret) });
    await receive('not json', { headers: signedBy(clerk, secret, 'not json') });
    expect(parked).toMatchObject([{ id: 'clerk/msg_1', raw: { headers: {} } }]);
  });

  it('is of a batch only what cannot be read', async () => {
    const provider: Provider = { ...kora, ...batch };
    const { receive, queue, parked } = world({ provider, ...held('sk_live_world') });
    const outcome = await receive('[{"ok":1},{"bad":2}]', {
      headers: provider.signature.sign({ body: Buffer.from('[{"ok":1},{"bad":2}]'), secret: 'sk_live_world', now: NOW, id: 'i' }),
    });
    expect(outcome).toMatchObject({ kind: 'accepted', unreadable: 1 });
    expect(queue).toHaveLength(1);
    expect(unpackBody(parked[0]?.raw?.body ?? '').toString()).toBe('[{"bad":2}]');
  });
});

describe('two families of headers', () => {
  const source = standardSource({ name: 'app', on: {} });
  const secret = source.signature.secretFrom('a secret of some length');
  const body = '{"type":"x"}';
  const svix = { ...clerk, name: 'app' }.signature.sign({ body: Buffer.from(body), secret, now: NOW, id: 'msg_1' });

  it('give the id of the one that is signed', async () => {
    const { receive, parked } = world({ provider: source, ...held(secret) });
    const broken = clerk.signature.sign({ body: Buffer.from('no json'), secret, now: NOW, id: 'msg_1' });
    await receive('no json', { headers: broken });
    expect(parked).toMatchObject([{ id: 'app/msg_1' }]);
  });

  it('are refused where they differ', async () => {
    const { receive } = world({ provider: source, ...held(secret) });
    expect(await receive(body, { headers: { ...svix, 'webhook-id': 'msg_2' } })).toMatchObject({ kind: 'refused', verdict: 'malformed' });
    expect(await receive(body, { headers: { ...svix, 'webhook-id': 'msg_1' } })).toMatchObject({ kind: 'ignored' });
  });
});

describe("square's URL", () => {
  const url = 'https://abc.execute-api.eu-west-1.amazonaws.com/webhooks/square';
  const sign = (over: string) =>
    square.signature.sign({ body: Buffer.from('{}'), secret: 'the key of square', now: NOW, id: 'i', settings: { url: over } });
  const claim = (headers: Record<string, string>, settings = {}) =>
    square.signature.claim({ headers, body: Buffer.from('{}'), url }, settings);
  const judged = async (found: ReturnType<typeof claim>) =>
    typeof found === 'string' ? found : found.judge({ secrets: ['the key of square'], now: NOW });

  it('is the one the request came to, else that of the config', async () => {
    expect(await judged(claim(sign(url)))).toBe('ok');
    expect(await judged(claim(sign(url), { url: 'https://hooks.shop.test/square' }))).toBe('mismatch');
    expect(await judged(claim(sign('https://hooks.shop.test/square'), { url: 'https://hooks.shop.test/square' }))).toBe('ok');
  });

  it('is what the log hints at when a mapping stands in front', () => {
    expect(square.signature.hints?.mismatch).toContain('providers.square.url');
  });
});

const batch: Pick<Provider, 'signature' | 'identify' | 'events'> = {
  signature: (providers['paystack'] ?? kora).signature,
  identify: () => ({ type: 'batch', id: 'b', mode: 'live' }),
  events: {
    batch: () => ({
      commands: [{ type: 'upsert-customer', customer: { id: 'a' } }],
      unreadable: [{ entry: { bad: 2 }, cause: new RangeError('odd') }],
    }),
  },
};
