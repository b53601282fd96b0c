import { join } from 'node:path';

import type { Project } from '../../shared/config/project.ts';
import type { LocalRun } from '../run.ts';
import { plainName, type Template } from '../template.ts';
import { templateOf } from '../template-of.ts';

/** What a run makes once, when it starts, and by which properties; undefined: by all. */
const MADE_ONCE: Readonly<Record<string, readonly string[] | undefined>> = {
  'AWS::SQS::Queue': undefined,
  'AWS::DynamoDB::Table': undefined,
  'AWS::Lambda::EventSourceMapping': undefined,
  'AWS::Lambda::Function': ['Timeout', 'MemorySize', 'ReservedConcurrentExecutions'],
};

let count = 0;

/** Synthesizes anew, and gives the names of what differs from what is up and cannot be exchanged while it is. */
export async function beyondReload(
  project: Project,
  { world, directory }: Pick<LocalRun, 'world' | 'directory'>,
): Promise<readonly string[]> {
  const into = { directory: join(directory, `assembly-${(count += 1)}`), signal: new AbortController().signal };
  return differing(world.template, await templateOf({ project }, into));
}

/** A receiver that came or went is none of it: those are exchanged. */
export function differing(before: Template, now: Template): readonly string[] {
  return Object.entries(now.resources).flatMap(([id, { Type, Properties }]) => {
    const other = before.resources[id];
    if (!other || !Object.hasOwn(MADE_ONCE, Type)) return [];
    const made = (properties: Readonly<Record<string, unknown>>): string =>
      JSON.stringify(MADE_ONCE[Type]?.map((name) => properties[name] ?? null) ?? properties);
    return made(other.Properties) === made(Properties) ? [] : [plainName(id)];
  });
}
