import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { expect, it, onTestFinished } from 'vitest';

import { bundle } from '../../infra/bundle.ts';
import { catalogueFile, catalogueOf } from '../../shared/config/catalogue-file.ts';
import { project } from '../project.ts';

it('a stage has a catalogue of its own, or reads that of the default stage', () => {
  expect(['default', 'production'].map((stage) => basename(catalogueFile(project, stage)))).toEqual([
    'bunce.catalogue.json',
    'bunce.catalogue.production.json',
  ]);
  expect(basename(catalogueOf(project, 'of-which-there-is-none'))).toBe('bunce.catalogue.json');
});

it('the consumer of a stage carries the ids of its own account', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-catalogue-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const catalogue = join(folder, 'catalogue.json');
  writeFileSync(catalogue, JSON.stringify({ baseUrl: 'https://elsewhere.example/v1', events: [], attributes: [] }));
  const code = await bundle({ project, names: ['consumer'], outdir: folder, catalogue });
  const carried = readFileSync(join(code('consumer'), 'index.mjs'), 'utf8');
  expect(carried).toContain('https://elsewhere.example/v1');
  expect(carried).not.toContain('"Signed up at",type');
});
