import * as z from 'zod/mini';

import { manifest } from '../../shared/runtime/library.ts';
import { UsageError } from '../usage.ts';

const SCRIPTS = { dev: 'bunce-sync dev', test: 'vitest run', deploy: 'bunce-sync deploy' };
const TOOLS = ['@types/node', 'aws-cdk', 'aws-cdk-lib', 'constructs', 'typescript', 'vitest'] as const;

const Strings = z.optional(z.record(z.string(), z.string()));
const Theirs = z.looseObject({ type: z.optional(z.string()), scripts: Strings, dependencies: Strings, devDependencies: Strings });
type Theirs = z.infer<typeof Theirs>;

/** A team's `package.json` with what bunce-sync needs in it; whatever stands in it already stays as it is. */
export function withPackage(before: string | undefined, { name }: { readonly name: string }): string {
  const held: Theirs = before === undefined ? { name, private: true, type: 'module' } : parsed(before);
  const { scripts = {}, dependencies = {}, devDependencies = {} } = held;
  const [tools, words] = [lacking(ourNeeds(), { ...dependencies, ...devDependencies }), lacking(SCRIPTS, scripts)];
  if (before !== undefined && Object.keys({ ...tools, ...words }).length === 0) return before;
  const after = { ...held, scripts: { ...scripts, ...words }, devDependencies: sorted({ ...devDependencies, ...tools }) };
  const [, indent = '  '] = /^([ \t]+)"/m.exec(before ?? '') ?? [];
  return `${JSON.stringify(after, undefined, indent)}\n`;
}

type Named = Readonly<Record<string, string>>;

const lacking = (wanted: Named, held: Named): Named =>
  Object.fromEntries(Object.entries(wanted).filter(([name]) => !Object.hasOwn(held, name)));

/** Whether a `.ts` file is an ES module there; else it must say so by its ending. */
export const isModule = (before: string | undefined): boolean => before === undefined || parsed(before).type === 'module';

function parsed(text: string): Theirs {
  try {
    // What is named in a schema comes first in what it gives; here all keep their places.
    return { ...z.record(z.string(), z.unknown()).parse(JSON.parse(text)), ...Theirs.parse(JSON.parse(text)) };
  } catch {
    throw new UsageError('package.json is there and cannot be read: correct it first');
  }
}

/** The versions that this one was made with. */
function ourNeeds(): Named {
  const { version, dependencies, devDependencies } = manifest();
  const known: Named = { ...dependencies, ...devDependencies, 'bunce-sync': version };
  return Object.fromEntries(['bunce-sync', ...TOOLS].map((need) => [need, `^${known[need]}`]));
}

const sorted = (all: Named): Record<string, string> =>
  Object.fromEntries(Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1)));
