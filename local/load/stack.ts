import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { bundle } from '../../infra/bundle.ts';
import { functionsOf } from '../../infra/names.ts';
import { settle } from '../../infra/settle.ts';
import { synthesize } from '../../infra/synth.ts';
import type { Project } from '../../shared/config/project.ts';
import type { Clocks } from './clocks.ts';
import { type Replacement, replacing } from './replacing.ts';

export interface StackOptions {
  readonly clocks: Clocks;
  readonly replacement?: Replacement | undefined;
  /** What a later version has otherwise, if there shall be one. */
  readonly later?: Replacement | undefined;
  readonly project: Project;
}

export interface Stack {
  /** For `startLocalRun`. */
  readonly assembly: string;
  readonly project: Project;
  readonly clocks: Clocks;
  /** The bundles, a folder for each function, and those of a later version if one was asked for. */
  readonly code: string;
  readonly later?: string;
  remove(): Promise<void>;
}

/** The real template over the real bundles, but for the clocks. */
export async function buildStack({ clocks, replacement, later, project }: StackOptions): Promise<Stack> {
  const directory = await mkdtemp(join(tmpdir(), 'bunce-sync-load-'));
  const { settled, providers } = settle(project, 'default');
  const bundled = async (outdir: string, some: readonly (Replacement | undefined)[]) =>
    bundle({
      project,
      names: functionsOf(settled, providers),
      outdir,
      plugins: some.flatMap((each) => (each ? [replacing(each)] : [])),
    });
  const folders = { code: join(directory, 'code'), ...(later && { later: join(directory, 'later') }) };
  const assembly = join(directory, 'assembly');
  process.env['CDK_VALIDATION'] = 'false';
  await mkdir(assembly, { recursive: true });
  const code = await bundled(folders.code, [replacement]);
  if (folders.later) await bundled(folders.later, [replacement, later]);
  const template = synthesize({ project, catalogue: 'none', outdir: assembly, code });
  await writeFile(template, JSON.stringify(withClocks(JSON.parse(await readFile(template, 'utf8')), clocks)));
  return { assembly, project, clocks, ...folders, remove: async () => rm(directory, { recursive: true, force: true }) };
}

const Template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.optional(z.looseObject({})) })),
});

/** Visibility and timeout are the template's; all other clocks are the consumer's settings. */
function withClocks(text: unknown, { visibility, timeout }: Clocks): object {
  const template = Template.parse(text);
  for (const [id, { Type, Properties = {} }] of Object.entries(template.Resources)) {
    if (Type === 'AWS::SQS::Queue' && id.startsWith('Queue')) Properties['VisibilityTimeout'] = visibility;
    if (Type === 'AWS::Lambda::Function' && id.startsWith('Consumer')) Properties['Timeout'] = timeout;
  }
  return template;
}
