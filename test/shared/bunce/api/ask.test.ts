import { describe, expect, it } from 'vitest';

import { asking } from '../../../../shared/bunce/api/ask.ts';
import type { Call } from '../../../../shared/bunce/call.ts';
import type { Answer } from '../../../../shared/bunce/client.ts';
import { tokenBucket } from '../../../../shared/bunce/token-bucket.ts';
import { createCustomer, listCustomers, triggerEvent } from '../../../../shared/bunce/wire.ts';
import { errorOf } from './talking.ts';

const READ = listCustomers({ perPage: 1 });
const TRIGGER = triggerEvent('e1', { email: 'a@example.com' });
const CREATE = createCustomer({ customer_id: '1', email: 'a@example.com', first_name: 'A', last_name: 'B', phone_no: '+2348031234567' });

const yes: Answer = { kind: 'answered', status: 200, body: { success: true, message: 'ok', data: true }, after: null };
const no = (status: number, message = 'no', after: number | null = null): Answer => ({
  kind: 'answered',
  status,
  body: { success: false, message },
  after,
});
const BUSY = no(429, 'You have reached maximum request limit.', 60);
const UNSENT: Answer = { kind: 'unsent', cause: 'ECONNREFUSED' };
const CUT: Answer = { kind: 'lost', cause: 'UND_ERR_SOCKET', broken: true };
const SLOW: Answer = { kind: 'lost', cause: 'TimeoutError', broken: false };

/** Bunce answers these in turn, the last for ever; the clock moves on instead of sleeping. */
function answering(answers: readonly Answer[], { retries = 3, patience = 60 } = {}) {
  const clock = { now: 0 };
  const sent: number[] = [];
  const ask = asking({
    client: {
      send: async () => {
        sent.push(clock.now);
        return answers[Math.min(sent.length, answers.length) - 1] ?? yes;
      },
    },
    baseUrl: 'https://bunce.example.com/v1',
    bucket: tokenBucket({ now: () => clock.now, callsPerMinute: 480 }),
    retries,
    patience,
    now: () => clock.now,
    sleep: async (ms) => void (clock.now += ms),
  });
  return { ask, sent, clock };
}

describe('a call', () => {
  it.each<readonly [string, Call, Answer]>([
    ['Bunce has a fault and did nothing', TRIGGER, no(503)],
    ['nothing was sent', TRIGGER, UNSENT],
    ['Bunce is busy', TRIGGER, BUSY],
    ['the connection broke and a repetition does no harm', CREATE, CUT],
    ['the answer was lost and nothing was to change', READ, SLOW],
    ['something before Bunce failed and nothing was to change', READ, no(502)],
  ])('is made again where %s', async (_, call, answer) => {
    const { ask, sent } = answering([answer, yes]);
    expect(await ask(call)).toMatchObject({ success: true });
    expect(sent).toHaveLength(2);
  });

  it.each<readonly [string, Call, Answer, object]>([
    ['a trigger may have been told', TRIGGER, CUT, { kind: 'unsure', doubt: true, status: null }],
    ['something before Bunce failed after it may have been told', TRIGGER, no(502), { kind: 'unsure', doubt: true, status: 502 }],
    ['it was too slow, and would be again', CREATE, SLOW, { kind: 'unsure', doubt: true }],
    ['Bunce refuses it', READ, no(422), { kind: 'refused', doubt: false, status: 422 }],
    ['the key is wrong', READ, no(401), { kind: 'misdirected', doubt: false, status: 401 }],
    ['no key is there', READ, { kind: 'keyless', cause: 'no key' }, { kind: 'misdirected', status: null }],
  ])('is made once where %s', async (...[, call, answer, error]) => {
    const { ask, sent } = answering([answer, yes]);
    expect(await errorOf(ask(call))).toMatchObject(error);
    expect(sent).toHaveLength(1);
  });

  it('is given up after so many repetitions, each after a longer pause', async () => {
    const { ask, sent } = answering([no(503)]);
    expect(await errorOf(ask(TRIGGER))).toMatchObject({ kind: 'down', status: 503, doubt: false });
    expect(sent).toEqual([125, 625, 1625, 3625]);
  });

  it('that exists when it is repeated says that it may be of the first time', async () => {
    const { ask } = answering([CUT, no(422, 'Customer already exists')]);
    expect(await errorOf(ask(CREATE))).toMatchObject({ exists: true, doubt: true });
  });
});

describe('while Bunce shuts us out', () => {
  it('all calls are held as long as Bunce says', async () => {
    const { ask, sent } = answering([BUSY, yes]);
    await Promise.all([ask(READ), ask(READ), ask(TRIGGER)]);
    expect(sent).toHaveLength(4);
    // One more was on its way when Bunce said so, then nobody for a minute.
    expect(sent.filter((at) => at > 250 && at < 60_000)).toEqual([]);
  });

  it('who has less patience is told at once, and so is who asks after', async () => {
    const { ask, sent, clock } = answering([BUSY, yes], { patience: 5 });
    expect(await errorOf(ask(READ))).toMatchObject({ kind: 'busy', status: 429, retryAfter: 60 });
    clock.now += 20_000;
    expect(await errorOf(ask(READ))).toMatchObject({ kind: 'busy', retryAfter: 40 });
    expect(sent).toHaveLength(1);
    clock.now += 40_000;
    expect(await ask(READ)).toMatchObject({ success: true });
  });
});

it('ten thousand calls at once are sent in their order, within what Bunce allows', async () => {
  const { ask, sent } = answering([yes]);
  const ends: number[] = [];
  await Promise.all(Array.from({ length: 10_000 }, async (_, n) => ask(READ).then(() => ends.push(n))));
  expect(ends).toEqual(ends.toSorted((one, other) => one - other));
  const most = Math.max(
    ...sent.filter((_, n) => n % 97 === 0).map((start) => sent.filter((at) => at >= start && at < start + 60_000).length),
  );
  expect(most).toBeLessThanOrEqual(484);
});
