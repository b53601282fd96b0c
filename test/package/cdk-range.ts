import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import * as z from 'zod/mini';

import { keptOf } from './kept.ts';

/** `node test/package/cdk-range.ts`, some minutes and 200 MB: the oldest and the newest CDK that our peer range allows make the same of what is kept. */
const ROOT = join(import.meta.dirname, '../..');
const json = (file: string): unknown => JSON.parse(readFileSync(resolve(ROOT, file), 'utf8'));
const Range = z.object({ 'aws-cdk-lib': z.string(), constructs: z.string() });
const { peerDependencies } = z.object({ peerDependencies: Range }).parse(json('package.json'));
const { context } = z.object({ context: z.record(z.string(), z.unknown()) }).parse(json('cdk.json'));
const wanted = JSON.stringify(keptOf(json('test/package/released/0.1.0.template.json')).Resources);

const newest = Object.entries(peerDependencies);
const oldest = newest.map(([name, range]) => [name, range.replace('^', '')] as const);
for (const versions of [oldest, newest]) {
  const specs = versions.map(([name, version]) => `${name}@${version}`);
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-cdk-'));
  try {
    execFileSync('npm', ['install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder, ...specs], {
      stdio: 'inherit',
    });
    const now = JSON.stringify(keptOf(synthesizedWith(folder)).Resources);
    if (now !== wanted) throw new Error(`${specs.join(', ')}: what is kept is not as it was released`);
    process.stdout.write(`${specs.join(', ')}: synthesizes, and all that is kept is as it was released\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function synthesizedWith(folder: string): unknown {
  const out = join(folder, 'cdk.out');
  const env = {
    ...process.env,
    OTHER_CDK: folder,
    CDK_OUTDIR: out,
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, catalogue: 'simulator' }),
  };
  execFileSync(process.execPath, ['--import', new URL('other-cdk.ts', import.meta.url).href, 'infra/app.ts'], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
  return json(join(out, 'BunceSync.template.json'));
}
