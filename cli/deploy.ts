import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Command } from 'commander';

import { otherAccount } from '../infra/catalogue.ts';
import { refuseElsewhere } from '../infra/elsewhere.ts';
import { settle } from '../infra/settle.ts';
import { catalogueOf } from '../shared/config/catalogue-file.ts';
import { committedCatalogue } from './catalogue.ts';
import { cdkOf } from './cdk.ts';
import { readyAccount } from './deploy/account.ts';
import { contentsOf } from './deploy/assembly.ts';
import { nextSteps } from './deploy/next-steps.ts';
import { unwatched } from './deploy/unwatched.ts';
import type { InProject } from './project.ts';
import { flagsOf } from './stack-options.ts';
import { UsageError } from './usage.ts';

interface Options extends InProject {
  readonly stage: string;
  readonly profile?: string;
  readonly region?: string;
}

export function deployCommand(program: Command): void {
  program
    .command('deploy')
    .description('deploy the stack to your AWS account, then print the webhook URLs and what comes next')
    .option('--stage <name>', 'a stage of the config', 'default')
    .option('--profile <name>', 'the AWS profile; the usual environment counts too')
    .option('--region <name>', 'the AWS region; the usual environment counts too')
    .argument('[cdk...]', 'further arguments for cdk deploy, after --')
    .action(deploy);
}

async function deploy(rest: readonly string[], { stage, profile, region, ...options }: Options): Promise<void> {
  const project = options.project();
  const { settled, providers } = settle(project, stage);
  if (rest.some((word) => word.includes('catalogue='))) {
    throw new UsageError('a deployed stack goes by the committed catalogue of its stage: leave out catalogue=');
  }
  const file = catalogueOf(project, stage);
  const mistake = otherAccount({ bunce: settled.bunce, stage, file, catalogue: committedCatalogue(file) });
  if (mistake !== undefined) throw new UsageError(mistake);
  const cdk = cdkIn(project.root, profile);
  const account = await readyAccount({ profile, region });
  refuseElsewhere(settled, account.region);
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-'));
  const [assembly, outputs] = [join(folder, 'assembly'), join(folder, 'outputs.json')];
  const told = profile === undefined ? [] : ['--profile', profile];
  const { ofSynth, ofDeploy } = sorted(rest);
  process.exitCode = await cdk(['synth', '--quiet', '-c', `stage=${stage}`, '-o', assembly, ...told, ...ofSynth]);
  if (process.exitCode === 0) {
    process.stderr.write(`stage ${stage}, account ${account.id}, region ${account.region}\n`);
    for (const line of [...contentsOf(assembly), ...unwatched(settled)]) process.stderr.write(`${line}\n`);
    process.exitCode = await cdk(['deploy', '--app', assembly, '--outputs-file', outputs, ...told, ...ofDeploy]);
  }
  const flags = flagsOf({ ...(stage !== 'default' && { stage }), profile, region });
  if (process.exitCode === 0) process.stdout.write(nextSteps(outputs, { providers, flags }));
  rmSync(folder, { recursive: true });
}

const OF_SYNTH = /^(?:-c|--context|-a|--app)(?==|$)/;

/** What is deployed has been synthesized: which app it is, and its context, count there alone. */
function sorted(rest: readonly string[]): { readonly ofSynth: readonly string[]; readonly ofDeploy: readonly string[] } {
  const isOfSynth = (word: string, at: number): boolean => OF_SYNTH.test(word) || /^(?:-[ac]|--context|--app)$/.test(rest[at - 1] ?? '');
  return { ofSynth: rest.filter(isOfSynth), ofDeploy: rest.filter((word, at) => !isOfSynth(word, at)) };
}

/** Runs the project's own CDK in its folder, in the account that was chosen; the answer is the code that it ends with. */
function cdkIn(root: string, profile: string | undefined): (words: readonly string[]) => Promise<number> {
  const file = cdkOf(root);
  return async (words) =>
    new Promise((resolve) => {
      const version = process.env['BUNCE_SYNC_VERSION'] ?? commitOf(root);
      // The commands in the alarms' texts name it.
      const env = { ...process.env, BUNCE_SYNC_VERSION: version, ...(profile !== undefined && { BUNCE_SYNC_PROFILE: profile }) };
      const child = spawn(process.execPath, [file, ...words], { cwd: root, stdio: 'inherit', env });
      child.on('exit', (code) => resolve(code ?? 1));
    });
}

/** The commit that is deployed, for logs and parked messages. */
function commitOf(root: string): string {
  try {
    const head = readFileSync(join(root, '.git/HEAD'), 'utf8').trim();
    return (head.startsWith('ref: ') ? readFileSync(join(root, '.git', head.slice(5)), 'utf8').trim() : head).slice(0, 12);
  } catch {
    return 'unknown';
  }
}
