import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import type { Command } from 'commander';

import type { InProject } from '../project.ts';
import { UsageError } from '../usage.ts';
import { bindingOf, mistakeIn } from './name.ts';
import { type File, inLibrary, inProject, type Place, REGISTRY } from './place.ts';
import { summary } from './summary.ts';

const TEMPLATE = join(import.meta.dirname, 'template');

export function newProviderCommand(program: Command): void {
  program
    .command('new-provider')
    .description("write the folder of a new provider into the project's providers/")
    .argument('<name>', 'its name, as in /webhooks/<name>, such as my-pay')
    .option('--library', 'write it into bunce-sync itself, with its line in the registry')
    .option('--dry-run', 'write nothing; show what would be written')
    .action(newProvider);
}

interface Options extends InProject {
  readonly library?: boolean;
  readonly dryRun?: boolean;
}

function newProvider(name: string, { project, library, dryRun }: Options): void {
  const mistake = mistakeIn(name, project());
  if (mistake !== undefined) throw new UsageError(mistake);
  const place = library ? inLibrary(name) : inProject(name, project());
  if (library && !existsSync(join(place.root, REGISTRY))) throw new UsageError('--library is for the repository of bunce-sync itself');
  if (existsSync(join(place.root, place.folder))) throw new UsageError(`there is a folder ${place.folder} already`);
  const files = filesOf(name, place);
  const line = library ? registryLine(name) : undefined;
  if (!dryRun) {
    for (const { path, text } of files) written(join(place.root, path), text);
    if (line !== undefined) register(join(place.root, REGISTRY), { name, line });
  }
  process.stdout.write(`${summary(name, { place, files, line, verb: dryRun ? 'would write' : 'wrote' })}\n`);
}

function filesOf(name: string, { folder, binding, without, adapt }: Place): readonly File[] {
  const words: Readonly<Record<string, string>> = { name, binding, title: titleOf(name) };
  const filled = (text: string): string => text.replaceAll(/\{\{(\w+)\}\}/g, (mark, word: string) => words[word] ?? mark);
  return readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== `${without}.txt`)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: join(folder, relative(TEMPLATE, file).replace(/\.txt$/, '')),
      text: adapt(filled(readFileSync(file, 'utf8'))),
    }));
}

function written(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const titleOf = (name: string): string => name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

function registryLine(name: string): string {
  const binding = bindingOf(name);
  return `export { ${binding === name ? name : `${binding} as '${name}'`} } from './${name}/provider.ts';`;
}

/** The lines stand in the order of the folders. */
function register(file: string, { name, line }: { readonly name: string; readonly line: string }): void {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const at = lines.findIndex((other) => (/'\.\/([^/]+)\//.exec(other)?.[1] ?? '') > name);
  writeFileSync(file, `${lines.toSpliced(at < 0 ? lines.length : at, 0, line).join('\n')}\n`);
}
