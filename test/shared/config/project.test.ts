import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { providersOf } from '../../../functions/webhooks/senders.ts';
import { catalogueFile } from '../../../shared/config/catalogue-file.ts';
import { findProject, loadProject } from '../../../shared/config/project.ts';

const CONFIG = 'export default { providers: {} };';
const providerCalled = (name: string): string =>
  `export const provider = { name: '${name}', signature: {}, events: {}, identify: () => {} };`;

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-project-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

const loading = (files: Readonly<Record<string, string>>) => {
  const root = folderOf(files);
  return expect(() => providersOf(loadProject(root)));
};

describe('a project', () => {
  it.each(['ts', 'mts', 'mjs'])('has a config in .%s', (ending) => {
    const root = folderOf({ [`bunce-sync.config.${ending}`]: CONFIG });
    expect(loadProject(root)).toMatchObject({ root, configFile: join(root, `bunce-sync.config.${ending}`), config: { providers: {} } });
  });

  it('is the nearest folder upwards that has a config', () => {
    const root = folderOf({ 'bunce-sync.config.ts': CONFIG, 'inner/bunce-sync.config.ts': CONFIG, 'inner/src/a.ts': '', 'src/a.ts': '' });
    expect(findProject(join(root, 'inner/src')).root).toBe(join(root, 'inner'));
    expect(findProject(join(root, 'src')).root).toBe(root);
  });

  it('holds a catalogue for each stage beside the config', () => {
    expect(catalogueFile({ root: '/team' }, 'default')).toBe(join('/team', 'bunce.catalogue.json'));
    expect(catalogueFile({ root: '/team' }, 'production')).toBe(join('/team', 'bunce.catalogue.production.json'));
  });

  it('is told what to do where there is none', () => {
    expect(() => findProject(folderOf({}))).toThrow(/no bunce-sync\.config\.ts in .* or any folder above it: .*--project.* init/);
  });
});

describe('what cannot be loaded is said in words', () => {
  it('of the config', () => {
    loading({ 'bunce-sync.config.ts': 'export default {' }).toThrow(/bunce-sync\.config\.ts cannot be loaded: /);
    loading({ 'bunce-sync.config.ts': "import 'nowhere-to-be-found';" }).toThrow(/cannot be loaded: .*nowhere-to-be-found/);
    const commonjs = { 'package.json': '{"type":"commonjs"}' };
    loading({ ...commonjs, 'bunce-sync.config.ts': CONFIG }).toThrow(/set "type": "module" in package\.json, or name it \.mts/);
    loading({ 'bunce-sync.config.ts': 'export const config = {};' }).toThrow(/expected the config as default export/);
  });

  it('of a provider of its own', () => {
    const withProvider = (name: string, text: string) =>
      loading({ 'bunce-sync.config.ts': CONFIG, [`providers/${name}/provider.ts`]: text });
    withProvider('acme', 'export const acme = 1;').toThrow(/providers\/acme\/provider\.ts: expected a provider/);
    withProvider('acme', providerCalled('other')).toThrow(/expected the name of its folder, acme, got other/);
    withProvider('Acme', providerCalled('Acme')).toThrow(/expected a folder name such as my-pay, got Acme/);
    withProvider('consumer', providerCalled('consumer')).toThrow(/expected another name than bunce, consumer, queue/);
    withProvider('paystack', providerCalled('paystack')).toThrow(/providers\/paystack: is the name of a built-in provider/);
  });
});

it('a folder of providers/ without a provider is none of them', () => {
  expect(loadProject(folderOf({ 'bunce-sync.config.ts': CONFIG, 'providers/shared/money.ts': '' })).ownProviders).toEqual({});
});
