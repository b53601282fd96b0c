import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import type { Command } from 'commander';

import { UsageError } from '../usage.ts';
import { bindingOf, mistakeIn } from './name.ts';

const ROOT = join(import.meta.dirname, '../..');
const TEMPLATE = join(import.meta.dirname, 'template');
const REGISTRY = join(ROOT, 'functions/webhooks/index.ts');

/** Stands in a new folder wherever only the provider's documentation knows; a test fails until the last one is gone. */
const MARK = 'FILL IN';

export function newProviderCommand(program: Command): void {
  program
    .command('new-provider')
    .description('write the folder of a new provider, and its line in the registry')
    .argument('<name>', 'its name, as in /webhooks/<name>, such as my-pay')
    .option('--dry-run', 'write nothing; show what would be written')
    .action(newProvider);
}

interface File {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

function newProvider(name: string, { dryRun }: { readonly dryRun?: boolean }): void {
  const mistake = mistakeIn(name);
  if (mistake !== undefined) throw new UsageError(mistake);
  const folder = join('functions/webhooks', name);
  if (existsSync(join(ROOT, folder))) throw new UsageError(`there is a folder ${folder} already`);
  const files = filesOf(name, folder);
  const line = registryLine(name);
  if (!dryRun) {
    for (const { path, text } of files) written(join(ROOT, path), text);
    writeFileSync(REGISTRY, withLine(readFileSync(REGISTRY, 'utf8'), { name, line }));
  }
  process.stdout.write(`${summary(name, { files, line, verb: dryRun ? 'would write' : 'wrote' })}\n`);
}

function filesOf(name: string, folder: string): readonly File[] {
  const words: Readonly<Record<string, string>> = { name, binding: bindingOf(name), title: titleOf(name) };
  const filled = (text: string): string => text.replaceAll(/\{\{(\w+)\}\}/g, (mark, word: string) => words[word] ?? mark);
  return readdirSync(TEMPLATE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: join(folder, relative(TEMPLATE, file).replace(/\.txt$/, '')), text: filled(readFileSync(file, 'utf8')) }));
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
function withLine(registry: string, { name, line }: { readonly name: string; readonly line: string }): string {
  const lines = registry.trimEnd().split('\n');
  const at = lines.findIndex((other) => (/'\.\/([^/]+)\//.exec(other)?.[1] ?? '') > name);
  return `${lines.toSpliced(at < 0 ? lines.length : at, 0, line).join('\n')}\n`;
}

interface Written {
  readonly files: readonly File[];
  readonly line: string;
  readonly verb: string;
}

function summary(name: string, { files, line, verb }: Written): string {
  const open = files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((row, index) => (row.includes(MARK) ? [`  ${path}:${index + 1}  ${row.slice(row.indexOf(MARK) + 9)}`] : [])),
  );
  return [
    `${verb} ${files.length} files:`,
    ...files.map(({ path }) => `  ${path}`),
    `and into functions/webhooks/index.ts:`,
    `  ${line}`,
    '',
    `To fill in, where ${MARK} stands:`,
    ...open,
    `  functions/webhooks/${name}/known-answer.json  a signature that another implementation made (openssl, its SDK), and how`,
    `  functions/webhooks/${name}/samples  one of every event, after its documentation, with invented people`,
    '',
    'Then:',
    `  npx vitest run test/contract functions/webhooks/${name} -t ${name}`,
    '  npm run docs',
    `  and ${name}: {} under providers in bunce-sync.config.ts to enable it`,
  ].join('\n');
}
