import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { respond } from '../../../shared/webhook/respond.ts';
import { charge, world } from './world.ts';

const nested = (levels: number): string => `{"event":"charge.success","data":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`;

describe('a hostile sender who knows the secret', () => {
  it.each([
    ['10,000 levels', nested(10_000)],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['a body cut short', charge().slice(0, -7)],
    ['a byte order mark', `\uFEFF${charge({ amount: null })}`],
    ['no body at all', ''],
  ])('gets %s parked, not a crash', async (_name, body) => {
    const { receive, queue, parked } = world();
    expect(respond(await receive(body)).statusCode).toBe(200);
    expect([queue.length, parked.length]).toEqual([0, 1]);
  });

  it('pollutes no prototype', async () => {
    const { receive } = world();
    await receive(charge().replace('"data":{', '"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('finds no rule behind the event name %s', async (event) => {
    expect(await world().receive(JSON.stringify({ event, data: {} }))).toMatchObject({ kind: 'ignored' });
  });

  it('has the last of two equal keys count, as JSON.parse does', async () => {
    const { receive, queue } = world();
    await receive(charge().replace('"reference":"r-1"', '"reference":"first","reference":"last"'));
    expect(queue[0]?.commands[0]?.command).toMatchObject({ event: { properties: { reference: 'last' } } });
  });

  it('never gets anything but 200 for any JSON it signs', async () => {
    const { receive } = world();
    await fc.assert(fc.asyncProperty(fc.json(), async (body) => respond(await receive(body)).statusCode === 200));
  });

  it('never gets anything but 200 for any bytes it signs', async () => {
    const { receive } = world();
    await fc.assert(fc.asyncProperty(fc.uint8Array(), async (bytes) => respond(await receive(Buffer.from(bytes))).statusCode === 200));
  });
});

describe('a hostile sender who does not', () => {
  it('gets 401 for any headers and any body, and nothing reaches a queue', async () => {
    const { receive, queue, parked } = world();
    const headers = fc.dictionary(fc.constantFrom('x-paystack-signature', 'authorization', 'x-other'), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(
        headers,
        fc.string({ unit: 'binary' }),
        async (given, body) => respond(await receive(body, { headers: given })).statusCode === 401,
      ),
    );
    expect([...queue, ...parked]).toEqual([]);
  });
});
