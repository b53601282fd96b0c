import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { resolve, type Known } from './resolve.ts';

const Resource = z.object({ Type: z.string(), Properties: z._default(z.record(z.string(), z.unknown()), {}) });
const TemplateFile = z.object({ Resources: z.record(z.string(), Resource) });
const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.optional(z.object({ templateFile: z.optional(z.string()) })) }),
  ),
});
const Assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.optional(z.string()) }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** A synthesized stack: what CloudFormation would be given. */
export interface Template {
  readonly stack: string;
  readonly resources: Readonly<Record<string, z.infer<typeof Resource>>>;
  /** Key in the asset bucket → folder. */
  readonly assets: ReadonlyMap<string, string>;
}

/** Reads the one stack of a cloud assembly. */
export async function readTemplate(assembly: string): Promise<Template> {
  const { artifacts } = Manifest.parse(await jsonOf(join(assembly, 'manifest.json')));
  const [stack, ...others] = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  if (!stack || others.length > 0) throw new Error(`the local run takes one stack, ${assembly} holds ${others.length + (stack ? 1 : 0)}`);
  const [name, { properties }] = stack;
  const { Resources } = TemplateFile.parse(await jsonOf(join(assembly, properties?.templateFile ?? '')));
  const { files } = Assets.parse(await jsonOf(join(assembly, `${name}.assets.json`)));
  const assets = Object.values(files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }) => [objectKey, join(assembly, source.path ?? '')] as const),
  );
  return { stack: name, resources: Resources, assets: new Map(assets) };
}

const jsonOf = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

export interface Kind<Shape extends z.ZodMiniType> {
  readonly type: string;
  /** What of its properties the local run honours. */
  readonly properties: Shape;
}

/** The resources of one type, logical id → properties with every reference resolved. */
export function resourcesOf<Shape extends z.ZodMiniType>(
  { template, known }: { readonly template: Template; readonly known: Known },
  { type, properties }: Kind<Shape>,
): readonly (readonly [string, z.infer<Shape>])[] {
  return Object.entries(template.resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => [id, properties.parse(resolve(only(resource.Properties, properties), known))] as const);
}

/** The properties of every resource of one type as they stand there, references unresolved. */
export const propertiesOf = ({ resources }: Template, type: string): readonly Readonly<Record<string, unknown>>[] =>
  Object.values(resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));

/** What the local run does not read is not resolved either: it may refer to roles, alarms and the like. */
function only(properties: Readonly<Record<string, unknown>>, shape: z.ZodMiniType): unknown {
  if (!(shape instanceof z.ZodMiniObject)) return properties;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => Object.hasOwn(shape.shape, name)));
}

/** A logical id without the hash CDK appends: a name for people. */
export const plainName = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');
