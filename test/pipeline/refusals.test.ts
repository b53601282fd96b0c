import { describe, expect, it } from 'vitest';

import { charge, running, sample } from './running.ts';

const world = running();
const { send, events, parked } = world;
const paystack = (body: string | Buffer, rest: object = {}) => send({ provider: 'paystack', body, ...rest });

describe('the gateway and its receivers', () => {
  it('answer 401 to what is forged, unsigned or stale, and let nothing through', async () => {
    const old = new Date(Date.now() - 3_600_000);
    expect(await paystack(charge('forged'), { secret: 'a stranger' })).toBe(401);
    expect(await paystack(charge('unsigned'), { headers: { 'x-paystack-signature': '' } })).toBe(401);
    expect(await send({ provider: 'stripe', sample: sample('stripe', 'customer.created'), now: old })).toBe(401);
    expect(await paystack(charge('genuine'))).toBe(200);
    await expect.poll(async () => (await events()).map(({ email }) => email)).toEqual(['genuine@example.com']);
  });

  it('answer 404 to an unknown provider and to a wrong method', async () => {
    expect((await fetch(`${world.run.gateway}/webhooks/nobody`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${world.run.gateway}/webhooks/paystack`)).status).toBe(404);
  });

  it("answer 413 to a body over its provider's limit and 401 to a forged one under it", async () => {
    const blank = (kilobytes: number): Buffer => Buffer.alloc(kilobytes * 1024, ' ');
    expect(await paystack(blank(257))).toBe(413);
    expect(await paystack(blank(255), { secret: 'a stranger' })).toBe(401);
    expect(await send({ provider: 'shopify', body: blank(4097) })).toBe(413);
    expect(await send({ provider: 'shopify', body: blank(4095), secret: 'a stranger' })).toBe(401);
  });

  it('take a webhook once, however often it comes', async () => {
    const twice = charge('twice');
    expect(await Promise.all([paystack(twice), paystack(twice), paystack(twice)])).toEqual([200, 200, 200]);
    await paystack(charge('after'));
    await expect.poll(async () => (await events()).map(({ email }) => email).sort()).toEqual(['after@example.com', 'twice@example.com']);
  });

  it.each([
    ['no JSON', '{"event":"charge.success",'],
    ['an unknown shape', charge('odd', { amount: { of: 'money' } })],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['10,000 levels', `{"event":"charge.success","data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  ])('answer 200 to %s that is signed, and park it with its body', async (_name, body) => {
    expect(await paystack(body, { headers: { 'content-type': 'application/octet-stream' } })).toBe(200);
    await expect.poll(parked).toMatchObject([{ reason: 'unreadable', provider: 'paystack', raw: { body: expect.any(String) } }]);
  });
});
