import { readFileSync } from 'node:fs';

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { bunceKey, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import type { Person } from '../../functions/consumer/people/person.ts';
import { parkedDesk } from '../../cli/console/parked-desk.ts';
import { peopleDesk } from '../../cli/console/people-desk.ts';
import { erasedAmong } from '../../cli/dev/erased.ts';
import { ADVICE } from '../../cli/parked/advice.ts';
import { type OpenStack, openStack } from '../../cli/stack.ts';
import { targetOf } from '../../cli/target.ts';
import { Refused } from '../../local/console/source.ts';
import { Envelope } from '../../shared/queue/envelope.ts';
import { project } from '../project.ts';
import { rejected, unreadable } from './parked-messages.ts';
import { startTarget, type Target } from './target.ts';

const options = { project: () => project, folder: project.root };
let target: Target;
let open: OpenStack;

beforeAll(async () => {
  target = await startTarget();
  vi.stubEnv('PORT', target.environment['PORT']);
  open = openStack(options, await targetOf(options));
});

afterEach(async () => {
  for (const queue of [target.queue, target.parked]) await target.drain(queue);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  open.close();
  await target.stop();
});

const sent = async (): Promise<readonly Envelope[]> =>
  (await target.drain(target.queue)).map(({ Body = '' }) => Envelope.parse(JSON.parse(Body)));

describe('the desk of parked messages', () => {
  it('lists with what to do, whole for all who ask at once, and gives back what it looked at', async () => {
    await target.park(...Array.from({ length: 12 }, (_, index) => rejected({ id: `many-${index}`, email: 'ada@example.com' })));
    const desk = parkedDesk(open.stack);
    const lists = await Promise.all([desk.list(), desk.list(), desk.list()]);
    expect(lists.map(({ length }) => length)).toEqual([12, 12, 12]);
    expect(lists[0]?.[0]).toMatchObject({ reason: 'rejected', advice: ADVICE.rejected, step: 'track-event', replays: 0 });
    expect(JSON.stringify(lists)).not.toContain('ada@example.com');
    expect(await target.drain(target.parked)).toHaveLength(12);
  });

  it('shows one whole, its body readable, also when it came after the list', async () => {
    const desk = parkedDesk(open.stack);
    expect(await desk.list()).toEqual([]);
    const message = unreadable('shown', '{"data":1}');
    await target.park(message);
    expect(await desk.one(message.id)).toMatchObject({ id: message.id, raw: { body: '{"data":1}' } });
    expect(await desk.one('nobody')).toBeUndefined();
  });

  it('tells parts of one webhook apart, each with an id by which it is dropped', async () => {
    await target.park({ ...rejected({ id: 'parts' }, 0), reason: 'too-late' }, rejected({ id: 'parts' }, 1));
    const desk = parkedDesk(open.stack);
    const late = (await desk.list()).find(({ reason }) => reason === 'too-late');
    expect(await desk.drop({ id: late?.id ?? '' })).toMatchObject({ text: expect.stringMatching(/^dropped 1\n/) as string });
    expect(await desk.list()).toMatchObject([{ reason: 'rejected', id: 'paystack/parts' }]);
  });

  it('replays by id and by reason, once however often it is asked for, and tells of it', async () => {
    const changes: unknown[] = [];
    await target.park(rejected({ id: 'one' }), rejected({ id: 'two' }), unreadable('three', '{}'));
    const desk = parkedDesk(open.stack, { changed: (change) => void changes.push(change) });
    const both = await Promise.allSettled([desk.replay({ id: 'paystack/one' }), desk.replay({ id: 'paystack/one' })]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await desk.replay({ reason: 'rejected' })).toEqual({ text: 'replayed 1' });
    expect((await sent()).map(({ id, generation }) => [id, generation])).toEqual([
      ['paystack/one', 1],
      ['paystack/two', 1],
    ]);
    expect(await desk.list()).toMatchObject([{ reason: 'unreadable' }]);
    expect(changes).toEqual([
      { what: 'replay', ids: ['paystack/one'] },
      { what: 'replay', ids: ['paystack/two'] },
    ]);
  });

  it('leaves what is late unless it is asked for', async () => {
    await target.park(rejected({ id: 'late', age: 26 }));
    const desk = parkedDesk(open.stack);
    expect((await desk.replay({})).text).toMatch(/^replayed 0\n1 stay: older than the maxAge/);
    expect((await desk.replay({ isLate: true })).text).toBe('replayed 1');
  });

  it('refuses a reason that there is not, an id that is not there, and to drop all', async () => {
    const desk = parkedDesk(open.stack);
    await expect(desk.replay({ reason: 'mood' })).rejects.toThrow('the reasons are unreadable, ');
    await expect(desk.drop({ id: 'nobody' })).rejects.toBeInstanceOf(Refused);
    await expect(desk.drop({})).rejects.toBeInstanceOf(Refused);
  });

  it('leaves the interrupt of the process alone', async () => {
    const before = process.listenerCount('SIGINT');
    await parkedDesk(open.stack).list();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

it('advises in the words of the manual', () => {
  const rows = readFileSync('docs/operations.md', 'utf8').split('\n');
  for (const [reason, advice] of Object.entries(ADVICE))
    expect(rows.filter((row) => row.startsWith(`| \`${reason}\` |`))).toEqual([expect.stringContaining(`| ${advice} |`)]);
});

describe('the desk of people', () => {
  const meet = async (id: string, known: Partial<Person>, keys: readonly string[]): Promise<void> => {
    const lease = await target.people.lease(id, known);
    if (lease === 'taken') throw new Error('nobody else leases here');
    lease.learn(known);
    await lease.release();
    for (const key of keys) await target.people.claim(key, id);
  };

  it('finds somebody by e-mail, customer id, account, id of Bunce and our own, and tells what leads to them', async () => {
    const keys = [emailKey('ada@example.com'), idKey('paystack', 'CUS_1'), idKey('clerk', 'user_1'), bunceKey('b-1')];
    await meet('p1', { email: 'ada@example.com', account: 'user_1', bunceId: 'b-1', marks: { p: 1_760_000_000_000 } }, keys);
    const desk = peopleDesk(open.stack);
    for (const word of [' Ada@Example.com', 'CUS_1', 'paystack/CUS_1', 'user_1', 'b-1', 'p1'])
      expect(await desk.find(word)).toMatchObject([{ id: 'p1', email: 'ada@example.com', name: 'user_1', isErased: false }]);
    expect(await desk.find('bob@example.com')).toEqual([]);
    expect(await desk.one('p1')).toMatchObject({
      aliases: ['ada@example.com', 'clerk/user_1', 'Bunce b-1', 'paystack/CUS_1'],
      record: expect.arrayContaining([
        ['known to Bunce', 'yes'],
        ['profile as of', '2025-10-09T08:53:20.000Z'],
      ]) as unknown,
    });
  });

  it('follows a guest to the account that took their address, and shows who is erased as such', async () => {
    await meet('guest', { forward: 'account' }, [idKey('paystack', 'CUS_2')]);
    await meet('account', { account: 'user_2', erasedAt: 1_760_000_000_000 }, []);
    expect(await peopleDesk(open.stack).find('CUS_2')).toMatchObject([{ id: 'account', isErased: true }]);
    expect(await peopleDesk(open.stack).one('nobody')).toBeUndefined();
  });

  it('tells who of Bunce’s customers is erased', async () => {
    await meet('there', { bunceId: 'b-7' }, [bunceKey('b-7')]);
    await meet('gone', { erasedAt: 1_760_000_000_000 }, [bunceKey('b-8')]);
    expect(await erasedAmong(['b-7', 'b-8', 'b-9'], open.stack.peopleAnew(0))).toEqual(new Set(['b-8']));
  });
});
