import type { Project } from '../shared/config/project.ts';
import { moduleFile } from '../shared/runtime/library.ts';
import { saidBy } from './said-by.ts';

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
  const { said, complaints, isWell } = await saidBy([moduleFile('infra/app.ts')], {
    // What deploys is validated when it is deployed; here it would take five of the six seconds.
    env: {
      ...process.env,
      CDK_OUTDIR: directory,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ catalogue: 'none', code }),
    },
    cwd: project.root,
    signal,
  });
  if (!isWell) throw new SynthFailed(`${complaints}${said}`.trim());
}

/** The config or the stack is wrong; the message is the app's own. */
export class SynthFailed extends Error {
  override readonly name = 'SynthFailed';
}
