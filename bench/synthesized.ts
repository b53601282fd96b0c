import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { synthesize } from '../infra/synth.ts';
import type { Config } from '../shared/config/config.ts';
import type { Project } from '../shared/config/project.ts';
import type { Memory } from './per-million.ts';
import { project as ours } from './project.ts';

export interface Choice {
  readonly project: Project;
  readonly providers: readonly string[];
}

/** The template of a project with these providers instead of its own; nothing is bundled, for what the functions run costs the same. */
export function templateFor({ project, providers }: Choice): unknown {
  const directory = mkdtempSync(join(tmpdir(), 'bunce-sync-cost-'));
  const code = join(directory, 'code');
  mkdirSync(code);
  cpSync(join(import.meta.dirname, 'empty-handler.mjs'), join(code, 'index.mjs'));
  process.env['CDK_VALIDATION'] = 'false';
  try {
    const chosen = { ...project, config: configWith(project.config, providers) };
    const file = synthesize({
      project: chosen,
      stage: 'default',
      catalogue: 'none',
      outdir: join(directory, 'assembly'),
      code: () => code,
    });
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Bindings cost nothing, and some would be of providers that are not there. */
const configWith = (config: Config, names: readonly string[]): Config => ({
  ...config,
  identity: names.includes(config.identity ?? '') ? config.identity : undefined,
  providers: Object.fromEntries(names.map((name) => [name, config.providers[name] ?? ours.config.providers[name] ?? {}])),
  generic: {},
  events: {},
});

const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.optional(z.object({ MemorySize: z.optional(z.number()) })) })),
});

/** Of the consumer, and of the largest receiver. */
export function memoryIn(template: unknown): Memory {
  const functions = Object.entries(Template.parse(template).Resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');
  const largest = (isOurs: (id: string) => boolean): number =>
    Math.max(...functions.filter(([id]) => isOurs(id)).map(([, { Properties }]) => Properties?.MemorySize ?? 128));
  return { receiver: largest((id) => !id.startsWith('Consumer')), consumer: largest((id) => id.startsWith('Consumer')) };
}
