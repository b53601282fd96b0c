import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { type Audited, openAudit } from '../../cli/console/audit.ts';
import { auditedDesk, auditedProviders } from '../../cli/console/audited.ts';
import { changesIn } from '../../cli/console/changes.ts';
import { Failure } from '../../cli/failure.ts';
import type { Done } from '../../local/console/protocol.ts';
import type { ParkedDesk } from '../../local/console/source.ts';
import { emptyFolder } from './empty-folder.ts';

const who = { stack: 'BunceSync', stage: 'default', caller: 'arn:aws:iam::1:user/ada', tell: () => {} };

async function failing(error: Error): Promise<never> {
  throw error;
}

function scene(made: () => Promise<Done>) {
  const notes: Audited[] = [];
  const changes = changesIn({ note: (change) => void notes.push(change) });
  const desk: ParkedDesk = { list: async () => [], one: async () => undefined, replay: made, drop: made };
  const providers = auditedProviders({ list: async () => [], setSecret: made }, changes);
  return { notes, changes, desk: auditedDesk(desk, changes), providers };
}

it('notes a change before it begins, and what broke off or was refused too', async () => {
  const broken = new TypeError('socket hang up');
  const { desk, providers, notes } = scene(async () => failing(broken));
  await expect(desk.replay({ reason: 'rejected' })).rejects.toBe(broken);
  await expect(desk.drop({ id: 'paystack/1' })).rejects.toBe(broken);
  await expect(providers.setSecret('paystack', { secret: 'x' })).rejects.toBe(broken);
  expect(notes).toEqual(
    [
      { what: 'replay', ids: ['reason rejected'] } as const,
      { what: 'drop', ids: ['paystack/1'] } as const,
      { what: 'secret', ids: ['paystack'] } as const,
    ].flatMap((change) => [
      { ...change, begun: true },
      { ...change, failed: 'TypeError' },
    ]),
  );
});

it('makes no change that cannot be noted', async () => {
  const full = new Failure('no space left on device');
  const changes = changesIn({
    note: () => {
      throw full;
    },
  });
  let made = 0;
  await expect(changes.make({ what: 'drop', ids: [] }, async () => (made += 1))).rejects.toBe(full);
  expect(made).toBe(0);
});

it('ends once what is in hand has ended, and begins nothing from then on', async () => {
  const working = Promise.withResolvers<Done>();
  const { changes, desk, notes } = scene(async () => working.promise);
  const [order, replayed] = [['asked'], desk.replay({ id: 'paystack/1' })];
  const ended = changes.end().then(() => order.push('ended'));
  expect(changes.ending.aborted).toBe(true);
  await expect(desk.drop({ id: 'paystack/2' })).rejects.toThrow('nothing is changed any more');
  order.push('made');
  working.resolve({ text: 'replayed 1' });
  await Promise.all([ended, replayed]);
  expect(order).toEqual(['asked', 'made', 'ended']);
  expect(notes).toEqual([{ what: 'replay', ids: ['paystack/1'], begun: true }]);
});

it('goes on where a former console ended, and does not begin where it cannot write', () => {
  const root = emptyFolder();
  for (const id of ['1', '2']) {
    const audit = openAudit({ project: { root }, ...who });
    audit.note({ what: 'drop', ids: [id] });
    audit.close();
  }
  const lines = readFileSync(join(root, '.bunce-sync/audit.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([{ ids: ['1'] }, { ids: ['2'] }]);
  const taken = emptyFolder();
  mkdirSync(join(taken, '.bunce-sync/audit.jsonl'), { recursive: true });
  expect(() => openAudit({ project: { root: taken }, ...who })).toThrow(Failure);
});
