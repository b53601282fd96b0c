import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';

import { settle } from '../../../infra/settle.ts';
import { PAGES, TOP } from '../../../shared/config/config-error.ts';
import { loadProject } from '../../../shared/config/project.ts';

const BROKEN = join(import.meta.dirname, 'broken');
const Cases = z.record(z.string(), z.array(z.string()));

/** What stands in a config in place of what is right → all that its reader is told. */
const casesIn = (file: string) => Object.entries(Cases.parse(JSON.parse(readFileSync(join(BROKEN, file), 'utf8'))));

const RIGHT = `{ bunce: { baseUrl: 'https://sandbox.api.bunce.so/v1' }, identity: 'clerk', defaultCountry: 'NG', providers: { clerk: {}, paystack: {} }, events: {} }`;

/** What a deploy says of a project with this config. */
function saidOf(config: string, stage = 'default'): string {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-mistakes-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'bunce-sync.config.mjs'), `export default ${config};`);
  try {
    return `nothing of ${settle(loadProject(root), stage).providers.length} providers`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const message = (lines: readonly string[]): string => ['bunce-sync.config.ts:', ...lines.map((line) => `  ${line}`)].join('\n');

describe.each(readdirSync(BROKEN))('what is wrong in %s', (file) => {
  it.each(casesIn(file))('%s', (change, lines) => {
    expect(saidOf(`{ ...${RIGHT}, ${change} }`)).toBe(message(lines));
  });
});

it('a config without a mistake is taken', () => {
  expect(saidOf(RIGHT)).toBe('nothing of 2 providers');
});

it('a stage that there is not is named with those that there are', () => {
  const staged = `{ ...${RIGHT}, stages: { production: {} } }`;
  const page = '(docs/configuration.md#what-may-differ-between-stages)';
  expect(saidOf(staged, 'produktion')).toBe(message([`stages.produktion: no such stage; did you mean production? ${page}`]));
  expect(saidOf(staged, 'test')).toBe(message([`stages.test: no such stage; there are default, production ${page}`]));
});

it.each(['5', 'null', '"{}"'])('%s in place of a config is no config', (config) => {
  expect(saidOf(config)).toMatch(/expected the config as default export: export default defineConfig\(\{ … \}\) \(docs\/.*\)$/);
});

it('a list in place of a config lacks all', () => {
  expect(saidOf('[]')).toContain('expected the config as an object: defineConfig({ … }), got an empty list');
});

it('no mistake is told in the words of the schema library', () => {
  const all = readdirSync(BROKEN).flatMap((file) => casesIn(file).flatMap(([, lines]) => lines));
  expect(all.filter((line) => /invalid|unrecognized|zod|undefined|\[object/i.test(line))).toEqual([]);
});

it('each page that a mistake names has the heading', () => {
  const docs = join(import.meta.dirname, '../../../docs');
  for (const page of [...Object.values(PAGES), TOP, 'adding-a-provider.md#adding-a-provider']) {
    const [file = '', heading] = page.split('#');
    const headings = readFileSync(join(docs, file), 'utf8').match(/^#+ .*$/gm) ?? [];
    expect(headings.map((line) => line.replace(/^#+ /, '').toLowerCase().replaceAll(' ', '-'))).toContain(heading);
  }
});
