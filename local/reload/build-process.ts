import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { transform } from 'esbuild';

import { bundle } from '../../infra/bundle.ts';
import { functionsOf } from '../../infra/names.ts';
import { settle } from '../../infra/settle.ts';
import { BUNCE_SANDBOX } from '../../shared/bunce/hosts.ts';
import type { Config } from '../../shared/config/config.ts';
import { loadProject } from '../../shared/config/project.ts';
import { defineAll } from '../catalogue.ts';
import { receiversOf } from '../receivers.ts';
import { type Built, Order } from './order.ts';

/** What a builder starts: waits for its order, reads the project as it stands then, bundles what was touched, and says what there is now. */
try {
  await transform('');
  warmUp();
  const ordered = await text(process.stdin);
  if (ordered !== '') await fulfil(Order.parse(JSON.parse(ordered)));
  process.exit(0);
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function fulfil({ root, outdir, files, touched, known, bunce, catalogueFile }: Order): Promise<void> {
  for (const file of files) await readCode(file);
  const project = loadProject(root);
  const receivers = receiversOf(project);
  const missing = receivers.filter(({ provider, isEnabled }) => isEnabled && !known.includes(provider));
  const there = new Set(
    functionsOf(
      settle(project, 'default').settled,
      receivers.map(({ provider: name }) => ({ name })),
    ),
  );
  const names = [...new Set([...touched, ...missing.map(({ provider }) => provider)])].filter((name) => there.has(name));
  mkdirSync(outdir, { recursive: true });
  const [code, catalogue] = await Promise.all([
    bundle({ project, names, outdir, readable: true, silent: true }),
    defineAll(bunce, project.config),
  ]);
  writeFileSync(catalogueFile, JSON.stringify(catalogue));
  const built: Built = { receivers: [...receivers], code: Object.fromEntries(names.map((name) => [name, code(name)])) };
  writeFileSync(join(outdir, 'built.json'), JSON.stringify(built));
}

/** Throws with file, line and column, which Node does not tell of TypeScript. */
async function readCode(file: string): Promise<void> {
  if (/\.m?[tj]s$/.test(file) && existsSync(file))
    await transform(readFileSync(file, 'utf8'), { loader: 'ts', sourcefile: file, logLevel: 'silent' });
}

/** Compiles what reads a project, while nobody waits for it. */
function warmUp(): void {
  const config: Config = { bunce: { baseUrl: BUNCE_SANDBOX }, defaultCountry: 'NG', providers: { paystack: {} }, events: {} };
  receiversOf({ root: '.', configFile: '', config, ownProviders: {} });
}
