import { spawn } from 'node:child_process';
import { readFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Command } from 'commander';
import * as z from 'zod/mini';

import { otherAccount } from '../infra/catalogue.ts';
import { catalogueOf } from '../shared/config/catalogue-file.ts';
import { stageOf } from '../shared/config/config.ts';
import type { Project } from '../shared/config/project.ts';
import { cdkOf } from './cdk.ts';
import type { InProject } from './project.ts';
import { flagsOf } from './stack-options.ts';
import { UsageError } from './usage.ts';
import { committedCatalogue } from './catalogue.ts';

interface Options extends InProject {
  readonly stage: string;
  readonly profile?: string;
}

export function deployCommand(program: Command): void {
  program
    .command('deploy')
    .description('deploy the stack to your AWS account, then print the webhook URLs and what comes next')
    .option('--stage <name>', 'a stage of the config', 'default')
    .option('--profile <name>', 'the AWS profile; the usual environment counts too')
    .argument('[cdk...]', 'further arguments for cdk deploy, after --')
    .action(deploy);
}

async function deploy(rest: readonly string[], { stage, profile, ...options }: Options): Promise<void> {
  const project = options.project();
  const { bunce, providers } = stageOf(project.config, stage);
  if (rest.some((word) => word.includes('catalogue='))) {
    throw new UsageError('a deployed stack goes by the committed catalogue of its stage: leave out catalogue=');
  }
  const file = catalogueOf(project, stage);
  const mistake = otherAccount({ bunce, stage, file, catalogue: committedCatalogue(file) });
  if (mistake !== undefined) throw new UsageError(mistake);
  const outputs = join(mkdtempSync(join(tmpdir(), 'bunce-sync-')), 'outputs.json');
  const told = { ...(stage !== 'default' && { stage }), profile };
  const parameters = ['deploy', '-c', `stage=${stage}`, '--outputs-file', outputs, ...(profile ? ['--profile', profile] : []), ...rest];
  process.exitCode = await ran(parameters, project);
  if (process.exitCode === 0) process.stdout.write(nextSteps(outputs, { names: Object.keys(providers), flags: flagsOf(told) }));
}

const ran = async (flags: readonly string[], { root }: Project): Promise<number> =>
  new Promise((resolve) => {
    const cdk = spawn(process.execPath, [cdkOf(root), ...flags], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, BUNCE_SYNC_VERSION: process.env['BUNCE_SYNC_VERSION'] ?? commitOf(root) },
    });
    cdk.on('error', () => resolve(1));
    cdk.on('exit', (code) => resolve(code ?? 1));
  });

/** The commit that is deployed, for logs and parked messages. */
function commitOf(root: string): string {
  try {
    const head = readFileSync(join(root, '.git/HEAD'), 'utf8').trim();
    return (head.startsWith('ref: ') ? readFileSync(join(root, '.git', head.slice(5)), 'utf8').trim() : head).slice(0, 12);
  } catch {
    return 'unknown';
  }
}

const Outputs = z.record(z.string(), z.record(z.string(), z.string()));

function nextSteps(file: string, { names, flags }: { readonly names: readonly string[]; readonly flags: string }): string {
  const outputs = Object.values(Outputs.parse(JSON.parse(readFileSync(file, 'utf8'))));
  const urls = outputs.flatMap(Object.entries<string>).filter(([name]) => /WebhookUrl[A-Z]\w*$/.test(name));
  const lines = ['', 'Webhook URLs:', ...urls.map(([, url]) => `  ${url}`), '', 'Next, for each provider you use:'];
  const steps = names.map((name) => `  npm run cli -- secrets set ${name}${flags}   then   npm run cli -- connect ${name}${flags}`);
  return `${[...lines, `  npm run cli -- secrets set bunce${flags}`, ...steps, '', `Then: npm run cli -- doctor${flags}`].join('\n')}\n`;
}
