import { basename, join, resolve } from 'node:path';
import { readFileSync } from 'node:fs';

import { providers } from '../../functions/webhooks/registry.ts';
import { homeOf } from '../../local/samples.ts';
import { triggersIn } from '../../local/triggers.ts';
import { moduleIn } from '../../shared/config/load-module.ts';
import type { Answers } from './answers.ts';
import { events } from './bindings.ts';
import { simulatedCatalogue } from './catalogue.ts';
import { configText, testText } from './config-text.ts';
import { isModule, withPackage } from './package-json.ts';

/** A file of the project, as it is and as it would be. */
export interface Planned {
  /** From the folder. */
  readonly path: string;
  /** Undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string;
  /** What it holds already stays in it; all others are written only where there is none. */
  readonly adds?: true;
}

const TSCONFIG = {
  compilerOptions: {
    target: 'es2024',
    module: 'nodenext',
    types: ['node'],
    noEmit: true,
    strict: true,
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  },
  include: ['**/*.ts', '**/*.mts'],
  exclude: ['node_modules', 'cdk.out', '.bunce-sync'],
};

const CDK = {
  app: 'npx --no-install bunce-sync app',
  output: 'cdk.out',
  versionReporting: false,
  context: {
    '@aws-cdk/core:enablePartitionLiterals': true,
    '@aws-cdk/aws-iam:minimizePolicies': true,
    '@aws-cdk/core:strictCfnValidateErrors': true,
  },
};

const HIDDEN = ['node_modules/', 'cdk.out/', '.bunce-sync/'];

/** All files that init has a say in. Throws a UsageError for a `package.json` that is none. */
export async function filesFor(answers: Answers, folder: string): Promise<readonly Planned[]> {
  const textOf = (path: string): string | undefined => readIn(folder, path);
  const [manifest, hidden] = [textOf('package.json'), textOf('.gitignore')];
  const ending = isModule(manifest) ? 'ts' : 'mts';
  const config = basename(moduleIn(folder, 'bunce-sync.config') ?? `bunce-sync.config.${ending}`);
  const wanted = configText(answers);
  const made = (path: string, after: string): Planned => ({ path, before: textOf(path), after });
  // These go with the config that is written, not with one that was there.
  const beside = [undefined, wanted].includes(textOf(config))
    ? [
        made('bunce.catalogue.json', await catalogueText(textOf('bunce.catalogue.json'))),
        made(`test/triggers.test.${ending}`, await testOf(answers, config)),
      ]
    : [];
  return [
    made(config, wanted),
    ...beside,
    { ...made('package.json', withPackage(manifest, { name: nameOf(folder) })), adds: true },
    made('tsconfig.json', json(TSCONFIG)),
    made('cdk.json', json(CDK)),
    { ...made('.gitignore', withLines(hidden)), adds: true },
  ];
}

function readIn(folder: string, path: string): string | undefined {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** What npm takes as a name. */
const nameOf = (folder: string): string =>
  basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'bunce';

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The ids of one that is there are somebody's. */
const catalogueText = async (before: string | undefined): Promise<string> => before ?? json(await simulatedCatalogue());

async function testOf(answers: Answers, config: string): Promise<string> {
  const enabled = Object.values(providers).filter(({ name }) => Object.hasOwn(answers.providers, name));
  const told = enabled.map(
    async (provider) => [provider.name, await triggersIn({ provider, home: homeOf(provider.name), events })] as const,
  );
  return testText({ config, triggers: Object.fromEntries(await Promise.all(told)) });
}

function withLines(before = ''): string {
  const lines = before.split('\n');
  const lacking = HIDDEN.filter((line) => !lines.includes(line) && !lines.includes(line.replace(/\/$/, '')));
  if (lacking.length === 0) return before;
  return `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lacking.join('\n')}\n`;
}
