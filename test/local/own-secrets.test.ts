import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { besideSample, ownSecretsOf } from '../../local/own-secrets.ts';

it.each([
  ['a real one', '{"secrets":["real"]}', ['real', 'sample']],
  ['two of them', '{"secrets":["new","old"]}', ['new', 'old', 'sample']],
  ['the sample itself', '{"secrets":["sample"]}', ['sample']],
])('%s stands before that of the samples', (_, own, secrets) => {
  expect(JSON.parse(besideSample(own, '{"secrets":["sample"],"key":"k"}'))).toEqual({ key: 'k', secrets });
});

it('what is no secret stays as it is', () => {
  expect(besideSample('no json', '{"secrets":["sample"]}')).toBe('no json');
  expect(besideSample('{"secret":"x"}', '{"secrets":["sample"]}')).toBe('{"secret":"x"}');
});

it('what is set is kept for its owner alone, and a broken file is as none', () => {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-own-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  ownSecretsOf({ root }).keep('ClerkSecret', 'text');
  const file = join(root, '.bunce-sync/secrets.json');
  expect([...ownSecretsOf({ root }).held]).toEqual([['ClerkSecret', 'text']]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(root, '.bunce-sync/.gitignore'), 'utf8')).toBe('*\n');
  writeFileSync(file, '{"half');
  expect([...ownSecretsOf({ root }).held]).toEqual([]);
});
