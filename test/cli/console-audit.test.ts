import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { type Audited, openAudit } from '../../cli/console/audit.ts';
import { auditedDesk, auditedProviders } from '../../cli/console/audited.ts';
import { Failure } from '../../cli/failure.ts';
import { UsageError } from '../../cli/usage.ts';
import { type ParkedDesk, Refused } from '../../local/console/source.ts';
import { emptyFolder } from './empty-folder.ts';

const who = { stack: 'BunceSync', stage: 'default', caller: 'arn:aws:iam::1:user/ada', tell: () => {} };

async function failing(error: Error): Promise<never> {
  throw error;
}

it('notes what broke off, and nothing of what was refused before anything was done', async () => {
  const notes: Audited[] = [];
  const audit = { note: (change: Audited) => void notes.push(change), close() {} };
  const desk = (error: Error): ParkedDesk =>
    auditedDesk(
      { list: async () => [], one: async () => undefined, replay: async () => failing(error), drop: async () => failing(error) },
      audit,
    );
  const broken = new TypeError('socket hang up');
  await expect(desk(broken).replay({ reason: 'rejected' })).rejects.toBe(broken);
  await expect(desk(broken).drop({ id: 'paystack/1' })).rejects.toBe(broken);
  await expect(desk(new Refused('no')).replay({})).rejects.toThrow('no');
  const providers = auditedProviders({ list: async () => [], setSecret: async () => failing(new UsageError('too short')) }, audit);
  await expect(providers.setSecret('paystack', { secret: 'x' })).rejects.toThrow('too short');
  expect(notes).toEqual([
    { what: 'replay', ids: ['reason rejected'], failed: 'TypeError' },
    { what: 'drop', ids: ['paystack/1'], failed: 'TypeError' },
  ]);
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
