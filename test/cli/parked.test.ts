import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { bunceKey, emailKey, idKey } from '../../functions/consumer/people/person-ref.ts';
import { Parked } from '../../shared/queue/parked.ts';
import { parkedDesk } from './parked-desk.ts';
import { rejected, unreadable } from './parked-messages.ts';

const { target, fresh, readable, left, parked } = parkedDesk();

describe('parked list, show and export', () => {
  it('gives back at once what it lists, without the personal data', async () => {
    const ids = Array.from({ length: 12 }, () => fresh('list'));
    await target().park(...ids.map((id) => rejected({ id, email: 'ada@example.com' })));
    for (const _ of ['once', 'again']) {
      const { answer } = await parked('list', '--reason', 'rejected', '--since', '5m');
      expect(answer).toHaveLength(12);
      expect(JSON.stringify(answer)).not.toContain('ada@example.com');
    }
    expect(await left()).toHaveLength(12);
  });

  it('lists only what is asked for', async () => {
    await target().park(rejected({ id: fresh('some') }), unreadable(fresh('some'), '{}'));
    expect((await parked('list', '--reason', 'unreadable')).answer).toMatchObject([{ reason: 'unreadable' }]);
    expect((await parked('list', '--provider', 'stripe')).answer).toEqual([]);
    expect((await parked('list', '--since', '2999-01-01')).answer).toEqual([]);
  });

  it('shows a raw body as it came in, and the strict format with --json', async () => {
    const message = unreadable(fresh('shown'), readable);
    await target().park(message);
    expect(JSON.parse((await target().run('parked', 'show', message.id)).stdout)).toMatchObject({ raw: { body: readable } });
    expect((await parked('show', message.id)).answer).toEqual(message);
    expect(await parked('show', 'nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('nobody') as string });
  });

  it('exports one line each to a file nobody else may read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parked-'));
    onTestFinished(async () => rm(folder, { recursive: true }));
    const [one, two] = [rejected({ id: fresh('export') }), unreadable(fresh('export'), readable)];
    await target().park(one, two);
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

/** Keys that all lead to one person. */
const lead = async (person: string, ...keys: readonly string[]) => Promise.all(keys.map(async (key) => target().people.claim(key, person)));

describe('parked drop', () => {
  it('removes one message for good', async () => {
    const [gone, stays] = [rejected({ id: fresh('drop') }), rejected({ id: fresh('drop') })];
    await target().park(gone, stays);
    expect((await parked('drop', gone.id)).answer).toMatchObject({ dropped: [{ id: gone.id }] });
    expect(await left()).toEqual([stays]);
  });

  it('finds a person by e-mail: in commands, in raw bodies, in forms, and by what the directory knows', async () => {
    const ada = 'ada@example.com';
    await lead('person-ada', idKey('paystack', 'CUS_ada'), emailKey(ada));
    const others = [rejected({ id: fresh('else'), email: 'lada@example.com' }), unreadable(fresh('else'), '{"to":"ada@example.com.ng"}')];
    const hers = [rejected({ id: fresh('hers'), email: ada }), rejected({ id: fresh('hers'), customerId: 'CUS_ada' })];
    const raw = [
      '{"data":{"customer":{"email":"Ada@Example.com"}}}',
      '{"note":"call ada@example.com."}',
      'to=ada%40example.com',
      `{"meta":"{\\"mail\\":\\"${ada}\\"}"}`,
    ];
    await target().park(...others, ...hers, ...raw.map((body) => unreadable(fresh('hers'), body)));
    expect((await parked('drop', '--person', 'ADA@example.com')).answer).toMatchObject({ dropped: { length: 6 } });
    expect(await left()).toEqual(others);
  });

  it('finds a person by an id, but not by an order that has the same number', async () => {
    await lead('person-bo', emailKey('bo@example.com'), bunceKey('7'));
    const other = unreadable(fresh('order'), '{"id":7,"customer":{"id":8}}');
    await target().park(
      other,
      unreadable(fresh('seven'), '{"id":8,"customer":{"id":7}}'),
      rejected({ id: fresh('seven'), email: 'bo@example.com' }),
    );
    await parked('drop', '--person', '7');
    expect(await left()).toEqual([other]);
  });
});
