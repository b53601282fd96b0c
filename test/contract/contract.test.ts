import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { checks } from './checks.ts';
import { senders, subjects } from './subjects.ts';

const HOME = join(import.meta.dirname, '../../functions/webhooks');

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
    const readme = readFileSync(join(HOME, subject.provider.name, 'README.md'), 'utf8');
    const [first = ''] = Object.keys(subject.provider.events);
    expect(readme).toContain(first);
    expect(readme.split('\n').length).toBeLessThanOrEqual(61);
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
