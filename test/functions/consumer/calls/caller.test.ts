import { createServer, type RequestListener } from 'node:http';

import { describe, expect, it, onTestFinished } from 'vitest';

import { caller } from '../../../../functions/consumer/calls/caller.ts';
import { circuitBreaker } from '../../../../functions/consumer/calls/circuit-breaker.ts';
import { tokenBucket } from '../../../../shared/bunce/token-bucket.ts';
import { close, listen } from '../../../../local/loopback.ts';
import { bunceClient } from '../../../../shared/bunce/client.ts';
import { createCustomer, findCustomers, triggerEvent } from '../../../../shared/bunce/wire.ts';
import { observed } from '../observed.ts';

const MINUTE = 60_000;
const FIND = findCustomers({ emails: ['a@example.com'] });
const TRIGGER = triggerEvent('an-id', { email: 'a@example.com' });
const named = (first_name: string) =>
  createCustomer({ customer_id: '1', email: 'a@example.com', first_name, last_name: 'B', phone_no: '+2348031234567' });

interface Options {
  readonly key?: string | undefined;
  readonly usable?: number;
}

/** A caller whose clock moves on instead of sleeping, before a server that answers so; when each request came. */
async function calling(answer: RequestListener, { key = 'sk_test_x', usable = Infinity }: Options = {}) {
  const clock = { now: 0 };
  const arrivals: number[] = [];
  const requests: unknown[] = [];
  const server = createServer((request, response) => {
    arrivals.push(clock.now);
    requests.push(request.headers['x-request-id']);
    answer(request, response);
  });
  const client = bunceClient({ baseUrl: await listen(server), deadline: 2, idle: 4, now: () => 0, key: async () => key || undefined });
  onTestFinished(async () => {
    await client.close();
    await close(server);
  });
  const now = () => clock.now;
  const { log, metrics, counts, lines } = observed();
  const asking = caller({
    client,
    circuit: circuitBreaker({ now, openFor: 60 }),
    bucket: tokenBucket({ now, callsPerMinute: 240 }),
    away: { least: 60, most: 900 },
    newId: () => `request ${requests.length}`,
    log,
    metrics,
    sleep: async (ms) => void (clock.now += ms),
    usable: () => usable - clock.now,
  });
  return { ...asking, clock, arrivals, requests, counts, lines };
}

const yes: RequestListener = (_, response) => response.end('{"success":true,"message":"ok"}');
const no =
  (status: number, headers = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end('{"success":false,"message":"no"}');
const cut: RequestListener = (request) => request.socket.destroy();

/** Now the first of these, now the next; the last for ever. */
const inTurn = (...answers: readonly RequestListener[]): RequestListener => {
  let at = 0;
  return (request, response) => answers[Math.min(at++, answers.length - 1)]?.(request, response);
};

describe('an answer', () => {
  it('comes back with what it means, and is counted', async () => {
    const { ask, counts } = await calling(inTurn(yes, no(422)));
    expect(await ask(FIND, 'a')).toMatchObject({ kind: 'ok', opened: false, body: { success: true } });
    expect(await ask(TRIGGER, 'a')).toMatchObject({ kind: 'refused', opened: false, status: 422 });
    expect(counts).toMatchObject({ 'bunceCalls find-customers ok': 1, 'bunceCalls trigger-event 422': 1 });
  });

  it.each([
    ['57 years', { 'retry-after': '1793000000' }, 900],
    ['no time at all', { 'retry-after': '0' }, 60],
    ['a date in 2099', { 'retry-after': 'Fri, 31 Dec 2099 23:59:59 GMT' }, 900],
    ['a date gone by', { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 60],
    ['nothing', {}, 60],
  ])('that sends us away for %s keeps everybody away for a time that makes sense', async (_, headers, seconds) => {
    const { ask, arrivals, counts } = await calling(inTurn(no(429, headers), yes));
    expect(await ask(TRIGGER, 'a')).toMatchObject({ kind: 'busy', after: seconds, opened: false });
    await ask(TRIGGER, 'b');
    expect(arrivals).toEqual([250, 250 + seconds * 1000]);
    expect(counts['throttled']).toBe(1);
  });
});

it('each attempt has a name, which Bunce hears and the log keeps', async () => {
  const { ask, requests, lines } = await calling(inTurn(cut, yes));
  await ask(FIND, 'a');
  expect(requests).toEqual(['request 0', 'request 1']);
  expect(lines.flatMap((line) => /"request":"([^"]*)/.exec(line)?.[1] ?? [])).toEqual(requests);
});

describe('what is lost', () => {
  it('is asked once more where it is harmless', async () => {
    const { ask, arrivals } = await calling(inTurn(cut, yes));
    expect(await ask(FIND, 'a')).toMatchObject({ kind: 'ok' });
    expect(arrivals).toEqual([250, 500]);
  });

  it('is asked no third time, and a trigger no second', async () => {
    const { ask, arrivals } = await calling(cut);
    expect(await ask(FIND, 'a')).toMatchObject({ kind: 'unsure', opened: false });
    expect(await ask(TRIGGER, 'a')).toMatchObject({ kind: 'unsure', opened: false });
    expect(arrivals).toHaveLength(3);
  });

  it('is not asked once more when the time is over: its doubt is the answer', async () => {
    const { ask, arrivals } = await calling(cut, { usable: 300 });
    expect(await ask(FIND, 'a')).toMatchObject({ kind: 'unsure' });
    expect(arrivals).toHaveLength(1);
  });
});

describe('the pace', () => {
  it.each([0, 0.05, 0.1, 0.2])(
    'of two instances stays under 500 in any 60 seconds and over 440, with %d of the answers lost',
    async (lost) => {
      const instances = await Promise.all([0, 1].map(async () => calling(losing(lost))));
      for (const { ask, clock } of instances) {
        clock.now += 60 * MINUTE;
        for (let message = 0; clock.now < 63 * MINUTE; message += 1) await ask(FIND, `m${message}`);
      }
      const arrivals = instances.flatMap((instance) => instance.arrivals);
      const inMinuteFrom = (start: number) => arrivals.filter((at) => at >= start && at < start + MINUTE).length;
      expect(Math.max(...arrivals.map(inMinuteFrom))).toBeLessThan(490);
      expect(Math.min(...[60, 61, 62].map((minute) => inMinuteFrom(minute * MINUTE)))).toBeGreaterThan(440);
      for (const { counts } of instances) expect(counts['gateClosed']).toBeUndefined();
    },
  );

  const losing = (share: number): RequestListener => {
    let seed = 1;
    return (request, response) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return (seed / 2_147_483_647 < share ? cut : yes)(request, response);
    };
  };
});

describe('a firewall that refuses what one message holds', () => {
  const firewall: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk))).on('end', () => (body.includes('<script>') ? no(403) : yes)(request, response));
  };

  it('is that message’s own failure, and all others go on', async () => {
    const { ask, clock, counts } = await calling(firewall);
    for (let round = 0; round < 8; round += 1) {
      expect(await ask(named('<script>'), 'bad')).toMatchObject({ kind: 'misdirected', opened: false });
      expect(await ask(named('Ada'), `good ${round}`)).toMatchObject({ kind: 'ok' });
    }
    expect(clock.now).toBe(16 * 250);
    expect(counts['gateClosed']).toBeUndefined();
  });
});

describe('a wrong key', () => {
  it('opens the circuit when a third message meets it, is logged with its setting, and the rest is held', async () => {
    const { ask, arrivals, lines, counts } = await calling(no(401), { usable: 45_000 });
    for (const message of ['a', 'b']) expect(await ask(TRIGGER, message)).toMatchObject({ opened: false });
    expect(await ask(TRIGGER, 'c')).toMatchObject({ kind: 'misdirected', opened: true });
    expect(await ask(TRIGGER, 'd')).toEqual({ kind: 'held', after: 60 - (45_000 - 750) / 1000 });
    expect(arrivals).toHaveLength(3);
    expect(counts['gateClosed']).toBe(1);
    expect(lines.join()).toMatch(/no calls for now: wrong key.*BUNCE_SECRET_ID/);
  });

  it('that is none at all opens it at once', async () => {
    const { ask, arrivals } = await calling(yes, { key: '' });
    expect(await ask(TRIGGER, 'a')).toMatchObject({ kind: 'misdirected', opened: true });
    expect(arrivals).toEqual([]);
  });
});

describe('a claim', () => {
  it('that finds the call done takes its place, whatever it brings', async () => {
    const { ask, arrivals } = await calling(yes);
    expect(await ask({ ...TRIGGER, claim: async () => 'done' as const }, 'a')).toEqual({ kind: 'taken', value: 'done' });
    expect(arrivals).toEqual([]);
  });

  it('is made once, when the turn has come, also where the call is asked again', async () => {
    const { ask, clock } = await calling(inTurn(cut, yes));
    const claims: number[] = [];
    await ask({ ...FIND, claim: async () => void claims.push(clock.now) }, 'a');
    expect(claims).toEqual([250]);
  });

  it('that fails or finds the call done frees the probe for another', async () => {
    const { ask } = await calling(inTurn(no(401), no(401), no(401), yes));
    for (const message of ['a', 'b', 'c']) await ask(TRIGGER, message);
    await expect(ask({ ...TRIGGER, claim: async () => Promise.reject(new Error('throttled')) }, 'd')).rejects.toThrow('throttled');
    await ask({ ...TRIGGER, claim: async () => true }, 'e');
    expect(await ask(TRIGGER, 'f')).toMatchObject({ kind: 'ok' });
  });
});

describe('waiting for the circuit', () => {
  it('takes no time while it is closed, and no token', async () => {
    const { waitForCircuit, clock, ask, arrivals } = await calling(yes);
    expect(await waitForCircuit()).toBe(true);
    expect(clock.now).toBe(0);
    await ask(FIND, 'a');
    expect(arrivals).toEqual([250]);
  });

  it('ends when a probe may go', async () => {
    const { ask, waitForCircuit, clock } = await calling(inTurn(no(401), no(401), no(401), yes));
    for (const message of ['a', 'b', 'c']) await ask(TRIGGER, message);
    expect(await waitForCircuit()).toBe(true);
    expect(clock.now).toBe(750 + MINUTE);
    expect(await ask(TRIGGER, 'd')).toMatchObject({ kind: 'ok' });
  });

  it('ends with the time of the invocation, in vain', async () => {
    const { ask, waitForCircuit, clock } = await calling(no(429), { usable: 45_000 });
    await ask(TRIGGER, 'a');
    expect(await waitForCircuit()).toBe(false);
    expect(clock.now).toBe(45_000);
  });
});
