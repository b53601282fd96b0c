import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { homeOf } from '../../local/samples.ts';
import { checks } from '../../testing/checks.ts';
import { describeSenders } from '../../testing/describe-senders.ts';
import { folderChecks } from '../../testing/folder-checks.ts';
import { project } from '../project.ts';
import { subjects } from './subjects.ts';

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

  it('says in its README what `reconcile` finds, or why nothing', () => {
    expect(readFileSync(homeOf(subject.provider.name).readme, 'utf8')).toContain('`reconcile`');
  });

  it.each(Object.entries(folderChecks))('%s', async (_name, check) => {
    await check(subject, homeOf(subject.provider.name));
  });
});

describeSenders(project.root);

it('has a registry line for every folder', () => {
  const folders = readdirSync(HOME).filter((name) => statSync(join(HOME, name)).isDirectory());
  expect(Object.keys(providers).sort()).toEqual(folders.sort());
});
