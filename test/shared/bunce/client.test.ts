import { createServer, type RequestListener, type ServerResponse } from 'node:http';
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
    expect(await client.send(findCustomers({ emails: ['a+b@example.com'] }))).toMatchObject({
      kind: 'answered',
      status: 200,
      body: { success: true },
    });
    expect(seen).toEqual(['GET /v1/customers?emails=a%2Bb%40example.com&per_page=100 sk_test_x']);
  });

  it('goes with the key alone also where blanks or a line break came along', async () => {
    const { client, seen } = await talkingTo(json, { key: ' sk_test_x\r\n' });
    expect(await client.send(TRIGGER)).toMatchObject({ kind: 'answered' });
    expect(seen).toEqual(['POST /v1/events/trigger sk_test_x']);
  });

  it.each<readonly [Record<string, string | string[]>, number | null]>([
    [{ 'retry-after': '120' }, 120],
    [{ 'retry-after': ' 0 ' }, 0],
    [{ 'retry-after': ['1', '60'] }, 60],
    [{ 'retry-after': '1.5' }, 1.5],
    [{ 'retry-after': '9'.repeat(400) }, Infinity],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:01:30 GMT', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, 90],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:00:00 GMT', date: 'Thu, 01 Jan 2026 00:00:00 GMT' }, null],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:40 GMT', date: 'today' }, 30],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '-5' }, null],
    [{}, null],
  ])('reads of %j how long to keep away: %s', async (headers, after) => {
    const { client } = await talkingTo((_, response) => response.writeHead(429, headers).end(), { clock: { now: 10_000 } });
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

  it.each([TRIGGER, CREATE])('after sending is a lost answer, and nothing is sent again by itself: $name', async (call) => {
    const { client, seen } = await talkingTo(cut);
    expect(await client.send(call)).toEqual({ kind: 'lost', cause: 'UND_ERR_SOCKET', broken: true });
    expect(seen).toHaveLength(1);
  });

  it('before sending is nothing sent', async () => {
    const { client, server } = await talkingTo(json);
    await close(server);
    expect(await client.send(TRIGGER)).toEqual({ kind: 'unsent', cause: 'ECONNREFUSED' });
  });
});

describe('a strange answer', () => {
  const MEGABYTE = Buffer.alloc(1024 * 1024, 97);

  it('of hundreds of megabytes is cut off and counts as lost', async () => {
    let written = 0;
    const { client } = await talkingTo((_, response) => {
      const write = (): void => {
        if (written === 300 || response.destroyed) return void response.end();
        written += 1;
        if (response.write(MEGABYTE)) setImmediate(write);
        else response.once('drain', write);
      };
      write();
    });
    expect(await client.send(TRIGGER)).toEqual({ kind: 'lost', cause: 'UND_ERR_RES_EXCEEDED_MAX_SIZE', broken: false });
    expect(written).toBeLessThan(100);
  });

  it.each([
    ['that never begins', () => undefined],
    ['that never ends', (response: ServerResponse) => void response.writeHead(200).write('{')],
    ['that drips for ever', (response: ServerResponse) => dripping(response)],
  ])('%s is lost at the deadline', async (_, answer) => {
    const { client, seen } = await talkingTo((_, response) => answer(response), { deadline: 0.1 });
    expect(await client.send(CREATE)).toEqual({ kind: 'lost', cause: 'TimeoutError', broken: false });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['nothing', 200, '', undefined],
    ['a page', 200, '<html>Not Bunce</html>', '<html>Not Bunce</html>'],
    ['half of JSON', 200, '{"success":tru', '{"success":tru'],
    ['an error of the network before Bunce', 522, 'x', 'x'],
  ])('of %s comes as it is, for the reader to judge', async (...[, status, text, body]) => {
    const { client } = await talkingTo((_, response) => response.writeHead(status).end(text));
    expect(await client.send(TRIGGER)).toEqual({ kind: 'answered', status, body, after: null });
  });
});

function dripping(response: ServerResponse): void {
  const drip = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(drip));
}

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
