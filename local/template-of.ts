import type { Project } from '../shared/config/project.ts';
import { synthesize } from './synth.ts';
import { readTemplate, type Template } from './template.ts';

interface Wanted {
  readonly project: Project;
  /** A cloud assembly made before. */
  readonly assembly?: string;
  /** In place of the stack's. */
  readonly name?: string;
}

/** The template of a project; synthesized into the folder, without code, unless there is one. */
export async function templateOf(
  { project, assembly, name }: Wanted,
  into: { readonly directory: string; readonly signal: AbortSignal },
): Promise<Template> {
  if (assembly === undefined) await synthesize({ project, code: 'beside', ...into });
  const template = await readTemplate(assembly ?? into.directory);
  return { ...template, stack: name ?? template.stack };
}
