import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Plugin } from 'esbuild';
import * as z from 'zod/mini';

import { bundle } from '../../infra/bundle.ts';
import { synthesize } from '../../infra/synth.ts';
import { settingsOf } from '../../shared/webhook/generic-source.ts';
import type { Project } from '../../shared/config/project.ts';
import type { Clocks } from './clocks.ts';

/** A change to one file of the consumer, made while it is bundled. */
export interface Patch {
  /** From the project's root. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

export interface StackOptions {
  readonly clocks: Clocks;
  readonly patches?: readonly Patch[];
  /** What a later version has otherwise, if there shall be one. */
  readonly later?: readonly Patch[];
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
export async function buildStack({ clocks, patches = [], later, project }: StackOptions): Promise<Stack> {
  const directory = await mkdtemp(join(tmpdir(), 'bunce-sync-load-'));
  const bundled = async (outdir: string, some: readonly Patch[]) =>
    bundle({
      project,
      names: [...Object.keys(settingsOf(project.config)), 'consumer'],
      outdir,
      plugins: some.length === 0 ? [] : [patched(some)],
    });
  const folders = { code: join(directory, 'code'), ...(later && { later: join(directory, 'later') }) };
  const assembly = join(directory, 'assembly');
  process.env['CDK_VALIDATION'] = 'false';
  await mkdir(assembly, { recursive: true });
  const code = await bundled(folders.code, patches);
  if (folders.later) await bundled(folders.later, [...patches, ...(later ?? [])]);
  const template = await synthesize({ project, catalogue: 'none', outdir: assembly, code });
  await writeFile(template, JSON.stringify(withClocks(JSON.parse(await readFile(template, 'utf8')), clocks)));
  return { assembly, project, clocks, ...folders, remove: async () => rm(directory, { recursive: true, force: true }) };
}

const patched = (patches: readonly Patch[]): Plugin => ({
  name: 'patches',
  setup({ onLoad }) {
    for (const file of new Set(patches.map((patch) => patch.file))) {
      const filter = new RegExp(`${file.replaceAll('.', '\\.')}$`);
      onLoad({ filter }, async ({ path }) => ({
        loader: 'ts',
        contents: patches.filter((patch) => patch.file === file).reduce(applied, await readFile(path, 'utf8')),
      }));
    }
  },
});

function applied(text: string, { file, from, to }: Patch): string {
  if (text.split(from).length !== 2)
    throw new Error(`the patch of ${file} no longer fits: "${from}" stands there ${text.split(from).length - 1} times`);
  return text.replace(from, () => to);
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
