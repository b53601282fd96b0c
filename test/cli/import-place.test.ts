import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it, onTestFinished } from 'vitest';

import { keepingOf, keptImport } from '../../cli/import/kept.ts';
import { paceOf } from '../../cli/import/pace.ts';
import { providerSource } from '../../cli/import/provider-source.ts';
import { emptyReport } from '../../cli/import/report.ts';
import { reserve } from '../../cli/import/reserve.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { stageOf } from '../../shared/config/config.ts';
import { project } from '../project.ts';
import { fileOf } from './import-scene.ts';

const settings = stageOf(project.config, 'default');
const clientOf = () => ({});
const outputs = { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/main.fifo', TableName: 'state' };
const way = {
  target: { where: 'stack', outputs, clientOf },
  project,
  settings,
  bunceUrl: 'https://b/v1',
  account: { baseUrl: '', key: 'sk_a' },
};

describe('it is the same import', () => {
  const keyTo = (other: Partial<typeof way> = {}): string => keepingOf('a list', { ...way, ...other }).key;
  const at = (news: Partial<typeof outputs>) => ({ target: { ...way.target, outputs: { ...outputs, ...news } } });

  it.each([
    ['account of AWS', at({ QueueUrl: outputs.QueueUrl.replace('111122223333', '444455556666') })],
    ['table', at({ TableName: 'another' })],
    ['key of Bunce', { account: { baseUrl: '', key: 'sk_b' } }],
    ['account of Bunce', { settings: { ...settings, bunce: { ...settings.bunce, account: 'eu' } } }],
  ])('only into the same %s', (_, other) => {
    expect(keyTo()).toBe(keyTo({}));
    expect(keyTo(other)).not.toBe(keyTo());
    expect(keyTo()).not.toContain('sk_a');
  });

  it('only out of the account that the same credential opens', () => {
    const { stripe } = providers;
    if (!stripe?.people) throw new Error('stripe lists nobody');
    const listing = { name: 'stripe', provider: stripe, people: stripe.people, settings, baseUrl: 'http://localhost' };
    const [test, live] = ['sk_test_1', 'sk_live_1'].map((secretKey) => providerSource({ ...listing, credentials: { secretKey } }).key);
    expect(test).not.toBe(live);
    expect(test).not.toContain('sk_test_1');
  });

  it('only as long as the local run holds what it brought, behind whatever ports', async () => {
    const imports = `${await fileOf('')}-imports`;
    const local = (port: number) => ({
      target: { where: 'local run', local: true, outputs: { QueueUrl: `http://localhost:${port}` }, clientOf, imports } as const,
      bunceUrl: `http://localhost:${port + 1}/v1`,
    });
    keptImport(keepingOf('a list', { ...way, ...local(1000) }), 'csv').save({ before: 0, done: 50, report: emptyReport() });
    expect(keptImport(keepingOf('a list', { ...way, ...local(2000) }), 'csv')).toMatchObject({ isBegun: true, state: { done: 50 } });
    expect(keptImport(keepingOf('a list', way), 'csv').isBegun).toBe(false);
  });
});

describe('the pace', () => {
  const { target } = way;

  it('leaves room in Bunce’s 500', () => {
    expect(paceOf(undefined, { target, settings })).toBe(480);
    expect(() => paceOf(481, { target, settings })).toThrow('--calls-per-minute is 480 at most: Bunce allows an address 500');
  });

  it.each([
    { all: 2000, most: 480, usual: 120 },
    { all: 480, most: 360, usual: 120 },
    { all: 240, most: 180, usual: 120 },
    { all: 160, most: 120, usual: 120 },
    { all: 128, most: 96, usual: 96 },
    { all: 10, most: 7, usual: 7 },
  ])('beside a consumer that may call $all times a minute is $usual, $most at most: a quarter stays with it', ({ all, most, usual }) => {
    const beside = {
      target: { ...target, local: true } as const,
      settings: { ...settings, delivery: { ...settings.delivery, callsPerMinute: all } },
    };
    expect(paceOf(undefined, beside)).toBe(usual);
    expect(paceOf(most, beside)).toBe(most);
    expect(() => paceOf(most + 1, beside)).toThrow(`--calls-per-minute is ${most} at most: `);
  });

  it('belongs to one import at a time; who was killed holds nobody up', async () => {
    const file = await fileOf('');
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    onTestFinished(() => void other.kill('SIGKILL'));
    writeFileSync(file, JSON.stringify({ callsPerMinute: 120, until: Date.now() + 60_000, pid: other.pid }));
    expect(() => reserve(file, 120)).toThrow(`another import (process ${other.pid}) calls Bunce from here`);
    other.kill('SIGKILL');
    await once(other, 'close');
    const giveBack = reserve(file, 120);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ callsPerMinute: 120, pid: process.pid });
    giveBack();
    expect(existsSync(file)).toBe(false);
  });

  it('belongs to the first of those that start at the same moment, whose word may not be there yet', async () => {
    const file = await fileOf('');
    expect(() => reserve(file, 120)).toThrow(`another import (or none, if ${file} is older than a minute: then delete it)`);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('is given back by whom it belongs to alone', async () => {
    const file = `${await fileOf('')}-reserved`;
    const giveBack = reserve(file, 1);
    writeFileSync(file, JSON.stringify({ callsPerMinute: 120, until: Date.now() + 60_000, pid: process.pid + 1 }));
    giveBack();
    expect(existsSync(file)).toBe(true);
  });
});
