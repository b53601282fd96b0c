import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { synthesize } from '../infra/synth.ts';
import type { Config } from '../shared/config/config.ts';
import type { Hosting } from '../shared/config/hosting.ts';
import { loadProject } from '../shared/config/project.ts';
import { ROOT } from './folders.ts';

const VERSION = '1.58.0';
const REGION = 'eu-west-1';
const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const domain = { name: 'hooks.example.com', certificateArn: `arn:aws:acm:${REGION}:111122223333:certificate/${ID}` };
const limits = {
  throttle: { ratePerSecond: 5, burst: 9 },
  reservedConcurrency: { receivers: 1, consumer: 2 },
  logRetention: '7d',
} as const;

/** What a template looks like without, and with each, of what changes its shape. */
const CASES: Readonly<Record<string, Hosting & Pick<Config, 'reconcile'>>> = {
  plain: {},
  key: { kmsKeyArn: `arn:aws:kms:${REGION}:111122223333:key/${ID}` },
  limits,
  domain: { domain },
  zone: { domain: { ...domain, hostedZone: { id: 'Z0123456789ABC', name: 'example.com' } } },
  reconcile: { reconcile: { stripe: '1d' } },
};

/** Installed on first use; needs Python 3. */
function linter(): string {
  const folder = join(ROOT, 'node_modules/.cache', `cfn-lint-${VERSION}`);
  const file = join(folder, 'bin/cfn-lint');
  if (existsSync(file)) return file;
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', `cfn-lint==${VERSION}`], { stdio: 'inherit' });
  return file;
}

const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-cfn-lint-'));
const project = loadProject(ROOT);
const templates = Object.entries(CASES).map(([name, changes]) =>
  synthesize({
    project: { ...project, config: { ...project.config, ...changes } },
    catalogue: 'none',
    outdir: join(folder, name),
    code: () => import.meta.dirname,
  }),
);
// W3005: CDK says a dependency that a reference says already.
const words = ['--regions', REGION, '--ignore-checks', 'W3005', '--template', ...templates];
process.exitCode = spawnSync(linter(), words, { stdio: 'inherit' }).status ?? 1;
rmSync(folder, { recursive: true });
process.stdout.write(
  `${templates.length} templates (${Object.keys(CASES).join(', ')}): cfn-lint ${process.exitCode === 0 ? 'finds nothing' : 'finds the above'}\n`,
);
