import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { LOCAL_KEYS } from '../bunce/server.ts';
import { announceRun } from '../run-file.ts';
import type { LocalRun } from '../local-run.ts';
import { PACKAGE } from '../../shared/runtime/library.ts';
import { forget } from './patience.ts';
import { startNoAccount } from './no-account.ts';
import { project } from './project.ts';
import type { Mending } from './scene.ts';

export interface Commands {
  /** Runs a command of a section of the runbook against the run; what went wrong, if anything did. */
  run(mending: Mending, section: string): Promise<string | undefined>;
  /** Any command, and what it said. */
  call(command: string, input?: string): Promise<{ readonly code: number; readonly said: string }>;
  close(): Promise<void>;
}

const RUNBOOK = join(PACKAGE, 'docs/operations.md');

/** The command line finds the run as it finds any other. */
export async function mendingAt(run: LocalRun): Promise<Commands> {
  const withdraw = await announceRun(project, run);
  const account = await startNoAccount();
  const env = { ...run.environment, ...account.environment, BUNCE_KEY: LOCAL_KEYS.test, PORT: new URL(run.gateway).port };
  const runbook = readFileSync(RUNBOOK, 'utf8');
  return {
    run: async ({ command, input }, section) => {
      if (!says(sectionOf(runbook, section), command)) return `${section} of docs/operations.md does not say: npx bunce-sync ${command}`;
      const { code, said } = await called(command, { input, env });
      await forget(run.functions);
      return code === 0 || isExamination(command) ? undefined : `${command} ended with ${code}: ${said.trim()}`;
    },
    call: async (command, input) => called(command, { input, env }),
    async close() {
      await account.close();
      await withdraw();
    },
  };
}

/** A heading, and what stands under it. */
const sectionOf = (page: string, anchor: string): string =>
  page.split(/^(?=#+ )/m).find((part) => anchorOf(/^#+ (.*)$/m.exec(part)?.[1] ?? '') === anchor) ?? '';

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

const says = (section: string, command: string): boolean =>
  section
    .replaceAll('<provider>', command.split(' ').find((word) => word in project.config.providers) ?? '')
    .includes(`bunce-sync ${command}`);

/** It says what is wrong by its exit code: of an account in AWS, which there is none of here. */
const isExamination = (command: string): boolean => command === 'doctor';

interface Calling {
  readonly input: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

async function called(command: string, { input, env }: Calling): Promise<{ readonly code: number; readonly said: string }> {
  const words = [join(PACKAGE, 'cli/main.ts'), ...command.split(' ')];
  const child = spawn(process.execPath, words, { cwd: project.root, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input ?? '');
  const [code, said, complained] = await Promise.all([
    new Promise<number>((resolve) => child.on('exit', (status) => resolve(status ?? 1))),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, said: said + complained };
}
