import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Plugin } from 'esbuild';
import * as z from 'zod/mini';

import committed from '../../bunce-sync.config.ts';
import { bundle } from '../../infra/bundle.ts';
import { synthesize } from '../../infra/synth.ts';
import type { Config } from '../../shared/config/config.ts';
import type { Clocks } from './clocks.ts';
import { type Replacement, replacing } from './replacing.ts';

export interface StackOptions {
  readonly clocks: Clocks;
  readonly replacement?: Replacement | undefined;
  /** What a later version has otherwise, if there shall be one. */
  readonly later?: Replacement | undefined;
  /** In place of the project's own. */
  readonly config: ConfigFile;
}

/** A config and the file that exports it. */
export interface ConfigFile {
  readonly file: string;
  readonly config: Config;
}

export interface Stack {
  /** For `startLocalRun`. */
  readonly assembly: string;
  readonly config: Config;
  readonly clocks: Clocks;
  /** The bundles, a folder for each function, and those of a later version if one was asked for. */
  readonly code: string;
  readonly later?: string;
  remove(): Promise<void>;
}

/** The real template over the real bundles, but for the clocks and the consumer's config. */
export async function buildStack({ clocks, replacement, later, config: { config, file } }: StackOptions): Promise<Stack> {
  const directory = await mkdtemp(join(tmpdir(), 'bunce-sync-load-'));
  const bundled = async (outdir: string, some: readonly (Replacement | undefined)[]) =>
    bundle([...Object.keys(config.providers), 'consumer'], {
      outdir,
      plugins: [withConfig(file), ...some.flatMap((each) => (each ? [replacing(each)] : []))],
    });
  const folders = { code: join(directory, 'code'), ...(later && { later: join(directory, 'later') }) };
  const assembly = join(directory, 'assembly');
  process.env['CDK_VALIDATION'] = 'false';
  await mkdir(assembly, { recursive: true });
  // The template does not depend on the bindings; the committed ones are those that the committed catalogue fits.
  const { events, attributes = {} } = committed;
  const code = await bundled(folders.code, [replacement]);
  if (folders.later) await bundled(folders.later, [replacement, later]);
  const template = await synthesize({ config: { ...config, events, attributes }, catalogue: 'simulator', outdir: assembly, code });
  await writeFile(template, JSON.stringify(withClocks(JSON.parse(await readFile(template, 'utf8')), clocks)));
  return { assembly, config, clocks, ...folders, remove: async () => rm(directory, { recursive: true, force: true }) };
}

const withConfig = (path: string): Plugin => ({
  name: 'config',
  setup({ onResolve }) {
    onResolve({ filter: /bunce-sync\.config\.ts$/ }, ({ importer }) => (importer.includes('/functions/') ? { path } : undefined));
  },
});

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
