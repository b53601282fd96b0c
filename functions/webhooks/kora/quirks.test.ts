import { createServer } from 'node:http';

import { describe, expect, it } from 'vitest';

import { lookup } from './lookup.ts';
import { kora } from './provider.ts';

const NOW = new Date(0);
const judge = (body: string, headers: Record<string, string>) =>
  kora.signature.check({ request: { headers, body: Buffer.from(body) }, secrets: ['sk'], now: NOW });
const sign = (body: string) => kora.signature.sign({ body: Buffer.from(body), secret: 'sk', now: NOW, id: 'x' });

const charge = { reference: 'R', payment_reference: 'R', amount: 1, currency: 'NGN', status: 'success' };
const become = (event: string, data: object) => kora.events[event]?.({ event, data }) ?? [];

/** What the look-up makes of Kora's API answering so. */
async function lookedUp(status: number, answer: object): Promise<unknown> {
  const server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify(answer)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  const { signal } = new AbortController();
  return lookup.fetch({ reference: 'R', credentials: { secretKey: 'sk' }, settings: { baseUrl }, signal }).finally(() => server.close());
}

describe('kora', () => {
  it('verifies the data as JavaScript writes it, whatever the spaces and the zeros', async () => {
    const headers = sign('{"event":"charge.success","data":{"amount":100,"reference":"R"}}');
    expect(await judge('{ "event": "charge.success", "data": { "amount": 100.00, "reference": "R" } }', headers)).toBe('ok');
    expect(await judge('{"event":"charge.success","data":{"amount":101,"reference":"R"}}', headers)).toBe('mismatch');
  });

  it.each(['', 'null', '[]', '{}', '{"data":"text"}', '{"data":'])('calls a body without data malformed: %j', async (body) => {
    expect(await judge(body, sign('{"data":{}}'))).toBe('malformed');
  });

  it.each([
    ['a payout', { reference: 'R', amount: 1, currency: 'NGN', status: 'success', fee: 1 }],
    ['a failed charge', { ...charge, status: 'failed' }],
    ['a refund', { ...charge, refund_date: '2026-03-15T10:00:04.000Z' }],
  ])('refuses %s that is sent as a successful charge', (_what, data) => {
    expect(() => become('charge.success', data)).toThrow(/./);
  });

  it('looks nobody up until the config names an API, nor for a refund', async () => {
    const { signal } = new AbortController();
    expect(await lookup.fetch({ reference: 'R', credentials: {}, settings: {}, signal })).toBeUndefined();
    expect([
      lookup.reference({ event: 'charge.success', data: charge }),
      lookup.reference({ event: 'refund.success', data: charge }),
    ]).toEqual(['R', null]);
  });

  it('takes the charge that it asked for, none for a 404, and throws on all else', async () => {
    const customer = { email: 'q@example.com' };
    expect(await lookedUp(200, { data: { reference: 'R', customer } })).toMatchObject({ customer });
    expect(await lookedUp(404, { status: false })).toBeUndefined();
    await expect(lookedUp(200, { data: { reference: 'other' } })).rejects.toThrow('Kora answered 200');
    await expect(lookedUp(401, {})).rejects.toThrow('Kora answered 401');
  });
});
