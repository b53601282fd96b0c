import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import type { Project } from '../shared/config/project.ts';
import { moduleFile } from '../shared/runtime/library.ts';

export interface Synth {
  /** Where the cloud assembly goes. */
  readonly directory: string;
  readonly project: Pick<Project, 'root'>;
  readonly signal: AbortSignal;
  /** `beside`: the assembly holds none, whoever asks bundles meanwhile. */
  readonly code: 'bundled' | 'beside';
}

/** Runs the CDK app as `cdk synth` would, in a process of its own so that the servers start meanwhile. Throws with what the app complained of. */
export async function synthesize({ directory, project, signal, code }: Synth): Promise<void> {
  const child = spawn(process.execPath, [moduleFile('infra/app.ts')], {
    // What deploys is validated when it is deployed; here it would take five of the six seconds.
    env: { ...process.env, CDK_OUTDIR: directory, CDK_VALIDATION: 'false', CDK_CONTEXT_JSON: JSON.stringify({ catalogue: 'none', code }) },
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  const exited: Promise<unknown[]> = once(child, 'exit');
  const [complaints, report, [exit]] = await Promise.all([text(child.stderr), text(child.stdout), exited]);
  if (exit !== 0) throw new SynthFailed(`${complaints}${report}`.trim());
}

/** The config or the stack is wrong; the message is the app's own. */
export class SynthFailed extends Error {
  override readonly name = 'SynthFailed';
}
