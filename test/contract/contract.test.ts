import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { checks } from './checks.ts';
import type { Subject } from './subject.ts';
import { moneyIn } from './money-checks.ts';
import { commandsIn, readingOf } from './reading.ts';
import { senders, subjects } from './subjects.ts';

const HOME = join(import.meta.dirname, '../../functions/webhooks');

const readmeOf = ({ provider }: Subject): string => readFileSync(join(HOME, provider.name, 'README.md'), 'utf8');

describe.each(subjects)('$provider.name', (subject) => {
  it.each(Object.entries(checks))('%s', async (_name, check) => {
    await check(subject);
  });

  it('names its folder, its registry key and itself alike', () => {
    const { name } = subject.provider;
    expect(providers[name]).toBe(subject.provider);
    expect(existsSync(join(HOME, name, 'provider.ts'))).toBe(true);
    expect(readFileSync(join(HOME, name, 'handler.ts'), 'utf8')).toMatch(/export const handler = receiver\(\w+\)/);
  });

  it('has every fact filled in', () => {
    const folder = join(HOME, subject.provider.name);
    const files = readdirSync(folder).filter((file) => statSync(join(folder, file)).isFile());
    expect(files.filter((file) => readFileSync(join(folder, file), 'utf8').includes('FILL IN'))).toEqual([]);
  });

  it('tells in its README what becomes of every event', () => {
    const readme = readmeOf(subject);
    expect(Object.keys(subject.provider.events).filter((type) => !readme.includes(`\`${type}\``))).toEqual([]);
    expect(readme.split('\n').length).toBeLessThanOrEqual(61);
  });

  it.each([
    ['how it is set up', /^## Set-up$/m],
    ['how a secret is rotated', /rotat/i],
    ['how often it tries, and what it is answered', /\b200\b/],
    ['which of several webhooks a purchase is taken from', /\bfamily\b/],
  ])('tells in its README %s', (_what, words) => {
    expect(readmeOf(subject)).toMatch(words);
  });

  it('shows every setting in its README', () => {
    const shown = new Set((subject.settings ?? []).flatMap((given) => Object.keys(given)));
    expect(shown).toEqual(new Set(Object.keys(subject.provider.settings?.shape ?? {})));
  });

  it('tells in its README how it counts money', async () => {
    const readings = await Promise.all(subject.samples.map(async (sample) => readingOf(subject.provider, sample)));
    expect(subject.amounts !== undefined).toBe(readings.some((reading) => moneyIn(commandsIn(reading)).some(({ amount }) => amount)));
  });
});

describe.each(senders)('$provider.name, of the config', (subject) => {
  it.each(Object.entries(checks))('%s', async (_name, check) => {
    await check(subject);
  });
});

it('has a registry line for every folder', () => {
  const folders = readdirSync(HOME).filter((name) => statSync(join(HOME, name)).isDirectory());
  expect(Object.keys(providers).sort()).toEqual(folders.sort());
});
