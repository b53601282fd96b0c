import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import config from '../../bunce-sync.config.ts';
import { replayAll } from '../../cli/parked/replay-all.ts';
import { sampleOf } from '../../cli/sample.ts';
import type { Stack } from '../../cli/stack.ts';
import { directoryIn } from '../../functions/consumer/directory.ts';
import { emailKey, type Fact, idKey } from '../../functions/consumer/entry.ts';
import { Envelope } from '../../shared/queue/envelope.ts';
import { Parked } from '../../shared/queue/parked.ts';
import { envelopeMessage, type QueueAddress, send } from '../../shared/queue/sender.ts';
import { stageOf } from '../../shared/runtime/config.ts';
import { envelope, rejected, unreadable } from './parked-messages.ts';
import { type Place, startPlace } from './place.ts';

let place: Place;
let used = 0;
const fresh = (name: string): string => `${name}-${(used += 1)}`;
const readable = sampleOf('paystack', 'charge.success').body;

beforeAll(async () => {
  place = await startPlace();
});
afterEach(async () => {
  for (const queue of [place.queue, place.parked]) await place.drain(queue);
});
afterAll(async () => place.stop());

const bodies = async (queue: QueueAddress): Promise<unknown[]> =>
  (await place.drain(queue)).map(({ Body = '' }): unknown => JSON.parse(Body));
const sent = async (): Promise<readonly Envelope[]> => (await bodies(place.queue)).map((body) => Envelope.parse(body));
const left = async (): Promise<readonly Parked[]> => (await bodies(place.parked)).map((body) => Parked.parse(body));
const parked = async (...parameters: readonly string[]) => {
  const { code, stdout, stderr } = await place.run('parked', ...parameters, '--json');
  return { code, stderr, answer: stdout === '' ? undefined : (JSON.parse(stdout) as unknown) };
};

const withMaxAge = (): Stack => {
  const settings = stageOf({ ...config, events: { payment_failed: { event: 'Payment failed', parameters: {}, maxAge: 72 } } }, 'default');
  return { ...place, settings, secretOf: async () => ({ secrets: [], credentials: {} }), settingsOf: () => ({}) };
};

describe('parked list, show and export', () => {
  it('gives back at once what it lists, without the personal data', async () => {
    const ids = Array.from({ length: 12 }, () => fresh('list'));
    await place.park(...ids.map((id) => rejected({ id, email: 'ada@example.com' })));
    for (const _ of ['once', 'again']) {
      const { answer } = await parked('list', '--reason', 'rejected', '--since', '5m');
      expect(answer).toHaveLength(12);
      expect(JSON.stringify(answer)).not.toContain('ada@example.com');
    }
    expect(await left()).toHaveLength(12);
  });

  it('lists only what is asked for', async () => {
    await place.park(rejected({ id: fresh('some') }), unreadable(fresh('some'), '{}'));
    expect((await parked('list', '--reason', 'unreadable')).answer).toMatchObject([{ reason: 'unreadable' }]);
    expect((await parked('list', '--provider', 'stripe')).answer).toEqual([]);
    expect((await parked('list', '--since', '2999-01-01')).answer).toEqual([]);
  });

  it('shows a raw body as it came in, and the strict format with --json', async () => {
    const message = unreadable(fresh('shown'), readable);
    await place.park(message);
    expect(JSON.parse((await place.run('parked', 'show', message.id)).stdout)).toMatchObject({ raw: { body: readable.toString() } });
    expect((await parked('show', message.id)).answer).toEqual(message);
    expect(await parked('show', 'nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('nobody') as string });
  });

  it('exports one line each to a file nobody else may read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parked-'));
    onTestFinished(async () => rm(folder, { recursive: true }));
    const [one, two] = [rejected({ id: fresh('export') }), unreadable(fresh('export'), readable)];
    await place.park(one, two);
    await parked('export', join(folder, 'all.jsonl'));
    const lines = readFileSync(join(folder, 'all.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => Parked.parse(JSON.parse(line)));
    expect(lines).toEqual(expect.arrayContaining([one, two]));
    expect(statSync(join(folder, 'all.jsonl')).mode & 0o077).toBe(0);
    expect(await left()).toHaveLength(2);
  });
});

describe('parked replay', () => {
  it('reads an unreadable body with the code of today, one generation on', async () => {
    const message = unreadable(fresh('read'), readable);
    await place.park(message);
    expect((await parked('replay', message.id)).code).toBe(0);
    expect(await sent()).toMatchObject([{ generation: 1, receivedAt: message.firstReceivedAt, type: 'charge.success' }]);
    expect(await left()).toEqual([]);
  });

  it('leaves what still cannot be read, and says why', async () => {
    const message = unreadable(fresh('still'), '{"event":"charge.success","data":{"id":"?"}}');
    await place.park(message);
    expect(await parked('replay', '--reason', 'unreadable')).toMatchObject({ code: 1, answer: { sent: [], stays: [{ id: message.id }] } });
    expect(await left()).toEqual([message]);
  });

  it('sends both parts of a webhook that was parked for two reasons', async () => {
    const id = fresh('parts');
    await place.park(rejected({ id }, 0), { ...rejected({ id }, 1), reason: 'ambiguous' });
    await parked('replay', `paystack/${id}`);
    const commands = (await sent()).flatMap((each) => each.commands.map((command) => command.id));
    expect(commands.sort()).toEqual([`paystack/${id}/0`, `paystack/${id}/1`]);
  });

  it('does nothing on a dry run but say what it would do', async () => {
    const message = rejected({ id: fresh('dry') });
    await place.park(message);
    expect((await parked('replay', message.id, '--dry-run')).answer).toMatchObject({ dryRun: true, sent: [message.id] });
    expect(await sent()).toEqual([]);
    expect(await left()).toEqual([message]);
  });

  it('keeps what is older than its maxAge unless told otherwise', async () => {
    const [old, young] = [rejected({ id: fresh('old'), age: 5 }), rejected({ id: fresh('young') })];
    await place.park(old, young);
    const replay = { stack: withMaxAge(), again: false, dryRun: false, isSelected: () => true };
    expect(await replayAll({ ...replay, overAge: false })).toMatchObject({ sent: [young.id], overAge: { length: 1 } });
    expect(await replayAll({ ...replay, overAge: true })).toMatchObject({ sent: [old.id], overAge: [] });
    expect(await left()).toEqual([]);
  });

  it('is new to the ledger only with --again, and the same each time', async () => {
    const messages = [0, 3].map((generation) => ({ ...rejected({ id: fresh('again') }), generation }));
    await place.park(...messages);
    await parked('replay', '--reason', 'rejected', '--again');
    const ids = (await sent()).flatMap((each) => each.commands.map(({ id }) => id.replace(/^.*?\/.*?\//, '')));
    expect(ids).toEqual(['0#again-1', '1#again-1', '0#again-4', '1#again-4']);
  });

  it('takes what the redrive policy moved for what it is', async () => {
    const crashed = envelope({ id: fresh('crash'), customerId: 'c1' });
    await send(place.parked, envelopeMessage(crashed));
    expect((await parked('list')).answer).toMatchObject([{ id: crashed.id, reason: 'crashed', generation: 0 }]);
    await parked('replay', '--reason', 'crashed');
    expect(await sent()).toEqual([{ ...crashed, generation: 1 }]);
  });

  it('must be told what to replay, and of which reasons there are', async () => {
    expect(await parked('replay')).toMatchObject({ code: 2 });
    expect(await parked('replay', '--reason', 'bored')).toMatchObject({ code: 2, stderr: expect.stringContaining('gave-up') as string });
    expect(await parked('list', '--since', 'lately')).toMatchObject({ code: 2 });
  });
});

const learn = async (key: string, fact: Partial<Fact>) =>
  directoryIn(place.table).learn(new Map([[key, { ...fact, at: '2026-01-01T00:00:00Z' }]]));

describe('parked drop', () => {
  it('removes one message for good', async () => {
    const [gone, stays] = [rejected({ id: fresh('drop') }), rejected({ id: fresh('drop') })];
    await place.park(gone, stays);
    expect((await parked('drop', gone.id)).answer).toMatchObject({ dropped: [{ id: gone.id }] });
    expect(await left()).toEqual([stays]);
  });

  it('finds a person by e-mail: in commands, in raw bodies, in forms, and by what the directory knows', async () => {
    const ada = 'ada@example.com';
    await learn(idKey('paystack', 'CUS_ada'), { email: ada });
    const others = [rejected({ id: fresh('else'), email: 'lada@example.com' }), unreadable(fresh('else'), '{"to":"ada@example.com.ng"}')];
    const hers = [rejected({ id: fresh('hers'), email: ada }), rejected({ id: fresh('hers'), customerId: 'CUS_ada' })];
    const raw = [
      '{"data":{"customer":{"email":"Ada@Example.com"}}}',
      '{"note":"call ada@example.com."}',
      'to=ada%40example.com',
      `{"meta":"{\\"mail\\":\\"${ada}\\"}"}`,
    ];
    await place.park(...others, ...hers, ...raw.map((body) => unreadable(fresh('hers'), body)));
    expect((await parked('drop', '--person', 'ADA@example.com')).answer).toMatchObject({ dropped: { length: 6 } });
    expect(await left()).toEqual(others);
  });

  it('finds a person by an id, but not by an order that has the same number', async () => {
    await learn(emailKey('bo@example.com'), { bunceId: '7', known: true });
    const other = unreadable(fresh('order'), '{"id":7,"customer":{"id":8}}');
    await place.park(
      other,
      unreadable(fresh('seven'), '{"id":8,"customer":{"id":7}}'),
      rejected({ id: fresh('seven'), email: 'bo@example.com' }),
    );
    await parked('drop', '--person', '7');
    expect(await left()).toEqual([other]);
  });
});
