import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

it('look-ups have the samples’ keys, for they go to a simulator', () => {
  const [own, sample] = ['{"secrets":["real"],"key":"theirs","other":"o"}', '{"secrets":["sample"],"key":"k"}'];
  expect(JSON.parse(besideSample(own, sample))).toEqual({ secrets: ['real', 'sample'], key: 'k', other: 'o' });
});

it('what is set is kept for its owner alone, in a file that others could read until then too, and a broken one is not written over', () => {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-own-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  ownSecretsOf({ root }).keep('ClerkSecret', 'text');
  const file = join(root, '.bunce-sync/secrets.json');
  expect([...ownSecretsOf({ root }).held]).toEqual([['ClerkSecret', 'text']]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(root, '.bunce-sync/.gitignore'), 'utf8')).toBe('*\n');
  chmodSync(file, 0o644);
  ownSecretsOf({ root }).keep('StripeSecret', 'other');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(root, '.bunce-sync'))).toEqual(['.gitignore', 'secrets.json']);
  writeFileSync(file, '{"half');
  expect(() => ownSecretsOf({ root })).toThrow(`${file} is not as`);
});
