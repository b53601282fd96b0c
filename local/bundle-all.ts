import { join } from 'node:path';

import { foldersIn, parametersOf } from '../infra/bundle-now.ts';
import { constructOf, functionsOf } from '../infra/names.ts';
import { settle } from '../infra/settle.ts';
import type { Project } from '../shared/config/project.ts';
import type { Bundler } from './bundler.ts';
import { saidBy } from './said-by.ts';
import { SynthFailed } from './synth.ts';

interface Bundled {
  readonly project: Project;
  /** A cloud assembly made before: it holds its code itself. */
  readonly assembly?: string;
}

interface Bundling {
  /** Is told what each function is made of. */
  readonly bundler: Bundler;
  readonly directory: string;
  readonly signal: AbortSignal;
}

/** What the template's functions run, by their names there: made in a process of its own, whose memory goes with it. Throws a ConfigError, or a SynthFailed. */
export async function bundleAll(
  { project, assembly }: Bundled,
  { bundler, directory, signal }: Bundling,
): Promise<ReadonlyMap<string, string>> {
  if (assembly !== undefined) return new Map();
  const { settled, providers } = settle(project, 'default');
  const order = { root: project.root, names: functionsOf(settled, providers), stage: 'default', outdir: directory };
  const { said, complaints, isWell } = await saidBy(parametersOf(order), { signal });
  if (!isWell) throw new SynthFailed(`the functions cannot be bundled: ${complaints.trim()}`);
  bundler.read(join(directory, 'metafile.json'));
  return new Map(Object.entries(foldersIn(said)).map(([name, folder]) => [constructOf(name), folder]));
}
