import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';

import { describe, expect, it, onTestFinished } from 'vitest';

import { close, listen } from '../../../local/loopback.ts';
import { bunceClient } from '../../../shared/bunce/client.ts';
import { createCustomer, findCustomers, triggerEvent } from '../../../shared/bunce/wire.ts';

const TRIGGER = triggerEvent('an-id', { email: 'a@example.com' });
const CREATE = createCustomer({ customer_id: '1', email: 'a@example.com', first_name: 'A', last_name: 'B', phone_no: '+2348031234567' });

interface Options {
  readonly key?: string | undefined;
  readonly deadline?: number;
  readonly clock?: { now: number };
}

async function talkingTo(answer: RequestListener, { key = 'sk_test_x', deadline = 2, clock = { now: 0 } }: Options = {}) {
  const sockets = new Set<Socket>();
  const seen: string[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    seen.push(`${request.method} ${request.url} ${String(request.headers['x-authorization'])}`);
    answer(request, response);
  }).on('connection', (socket) => sockets.add(socket));
  const client = bunceClient({
    baseUrl: `${await listen(server)}/v1`,
    deadline,
    idle: 4,
    now: () => clock.now,
    key: async () => key || undefined,
  });
  onTestFinished(async () => {
    await client.close();
    for (const socket of sockets) socket.destroy();
    await close(server);
  });
  return { client, seen, sockets, server };
}

const json: RequestListener = (_, response) => response.end('{"success":true,"message":"ok"}');

describe('a call', () => {
  it('goes below the base URL with the key alone', async () => {
    const { client, seen } = await talkingTo(json);
    expect(await client.send(findCustomers({ email: 'a+b@example.com' }))).toMatchObject({
      kind: 'answered',
      status: 200,
      body: { success: true },
    });
    expect(seen).toEqual(['GET /v1/customers?emails=a%2Bb%40example.com sk_test_x']);
  });

  it.each([
    ['120', 120],
    [new Date(Date.now() + 90_500).toUTCString(), expect.closeTo(90, -1)],
    ['soon', null],
  ])('reads Retry-After: %s', async (header, after) => {
    const { client } = await talkingTo((_, response) => response.writeHead(429, { 'retry-after': header }).end());
    expect(await client.send(TRIGGER)).toMatchObject({ status: 429, after, body: undefined });
  });

  it('does not follow a redirection', async () => {
    const { client, seen } = await talkingTo((_, response) => response.writeHead(302, { location: '/elsewhere' }).end('moved'));
    expect(await client.send(TRIGGER)).toMatchObject({ status: 302, body: 'moved' });
    expect(seen).toHaveLength(1);
  });

  it('is not made without a key', async () => {
    const { client, seen } = await talkingTo(json, { key: '' });
    expect(await client.send(TRIGGER)).toMatchObject({ kind: 'keyless' });
    expect(seen).toEqual([]);
  });
});

describe('a broken connection', () => {
  const cut: RequestListener = (request) => request.socket.destroy();

  it('after sending is a lost answer, and a trigger is not sent again', async () => {
    const { client, seen } = await talkingTo(cut);
    expect(await client.send(TRIGGER)).toMatchObject({ kind: 'lost' });
    expect(seen).toHaveLength(1);
  });

  it('has what is harmless sent once more', async () => {
    const { client, seen } = await talkingTo(cut);
    expect(await client.send(CREATE)).toMatchObject({ kind: 'lost' });
    expect(seen).toHaveLength(2);
  });

  it('before sending is nothing sent', async () => {
    const { client, server } = await talkingTo(json);
    await close(server);
    expect(await client.send(TRIGGER)).toEqual({ kind: 'unsent', cause: 'ECONNREFUSED' });
  });

  it('is what a deadline makes, and it leaves no time for a second try', async () => {
    const { client, seen } = await talkingTo(() => undefined, { deadline: 0.05, clock: { now: 0 } });
    expect(await client.send(TRIGGER)).toMatchObject({ kind: 'lost', cause: 'TimeoutError' });
    expect(seen).toHaveLength(1);
  });
});

describe('a connection', () => {
  it('is used again while it is fresh, and left when it may have died in a frozen Lambda', async () => {
    const clock = { now: 0 };
    const { client, sockets } = await talkingTo(json, { clock });
    for (let call = 0; call < 20; call += 1) await client.send(TRIGGER);
    const fresh = sockets.size;
    expect(fresh).toBeLessThanOrEqual(4);
    clock.now += 60_000;
    expect(await client.send(TRIGGER)).toMatchObject({ kind: 'answered' });
    expect(sockets.size).toBe(fresh + 1);
  });
});
