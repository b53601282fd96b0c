import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { type Kept, keepAsSample, type Keeping } from '../../../local/console/keep-sample.ts';
import { Refused } from '../../../local/console/source.ts';
import { makeOwnProject } from '../../../local/load/own-project.ts';
import { homeOf, type Sample, sampleNames, sampleOf } from '../../../local/samples.ts';
import { loadProject, type Project } from '../../../shared/config/project.ts';
import { project as repository } from '../../project.ts';

/** A project that has bunce-sync as its library. */
function team(): Project {
  const root = makeOwnProject({ map: 'export const opened = () => [];' });
  onTestFinished(() => rmSync(root, { recursive: true }));
  return loadProject(root);
}

const NOBODY: Keeping['find'] = async () => undefined;

const sent = ({ body, headers }: Pick<Sample, 'body' | 'headers'>, more: Sample['headers'] = {}): Kept['sent'] => ({
  body: body.toString('base64'),
  encoding: 'base64',
  headers: { ...headers, ...more },
});

it.each([
  ['paystack', 'charge.success'],
  ['kora', 'charge.success'],
  ['shopify', 'orders.paid'],
])('a webhook of %s is kept in the project, with what it becomes, and found there', async (provider, like) => {
  const project = team();
  const sample = sampleOf(homeOf(provider), like);
  const find = async (): Promise<unknown> => sample.lookup;
  const kept = { provider, name: 'ours', sent: sent(sample, { 'x-forwarded-for': '10.0.0.1', authorization: 'Bearer no' }) };
  const folder = join(project.root, 'samples', provider, 'ours');
  expect(await keepAsSample(kept, { project, find })).toEqual({ text: expect.stringContaining(`kept as ${folder}:`) });

  const home = homeOf(provider, project);
  expect(sampleNames(home)).toEqual(expect.arrayContaining(['ours', like]));
  const { headers, ...found } = sampleOf(home, 'ours');
  expect(found).toMatchObject({ body: sample.body, commands: sample.commands, lookup: sample.lookup });
  expect(Object.keys(sample.headers)).toEqual(expect.arrayContaining(Object.keys(headers)));
  expect(existsSync(join(homeOf(provider).samples, 'ours'))).toBe(false);
  await expect(keepAsSample(kept, { project, find })).rejects.toThrow('has a sample ours already');
});

it('in the repository a built-in provider, and anywhere an own one, has them in its folder', () => {
  const { root } = team();
  expect(homeOf('paystack', repository).own).toBe(join(repository.root, 'functions/webhooks/paystack/samples'));
  expect(homeOf('acme', { root }).own).toBe(join(root, 'providers/acme/samples'));
});

it.each<readonly [string, Partial<Kept>, Keeping['find'], RegExp]>([
  [
    'whose look-up fails',
    { provider: 'kora' },
    async () => Promise.reject(new Error('no answer')),
    /asked about it cannot be had: no answer/,
  ],
  [
    'that nobody acts on',
    { sent: sent({ body: Buffer.from('{"event":"other","data":{"id":1}}'), headers: {} }) },
    NOBODY,
    /ignored: unlisted/,
  ],
  [
    'that nobody can read',
    { sent: sent({ body: Buffer.from('{"event":"charge.success","data":{}}'), headers: {} }) },
    NOBODY,
    /is unreadable: /,
  ],
  ['under a name that is a path', { name: '../ours' }, NOBODY, /letters, digits/],
  ['of nobody', { provider: 'nobody' }, NOBODY, /no provider nobody/],
])('one %s is not kept, in words', async (_, given, find, words) => {
  const project = team();
  const { provider = 'paystack' } = given;
  const known = provider === 'nobody' ? 'paystack' : provider;
  const kept = { provider, name: 'ours', sent: sent(sampleOf(homeOf(known), 'charge.success')), ...given };
  const keeping = keepAsSample(kept, { project, find });
  await expect(keeping).rejects.toBeInstanceOf(Refused);
  await expect(keeping).rejects.toThrow(words);
  expect(existsSync(join(project.root, 'samples'))).toBe(false);
});
