import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { providersOf } from '../functions/webhooks/senders.ts';
import { stageOf } from '../shared/config/config.ts';
import { loadProject } from '../shared/config/project.ts';
import { shownIn } from '../shared/webhook/in-url.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';
import { checks } from '../testing/checks.ts';
import { commandsIn, readingOfRequest } from '../testing/reading.ts';
import { secretOf, verdictOf } from '../testing/signed.ts';
import { install, removeTeam } from './project/team.ts';
import { type Recipe, recipes } from './recipe-page.ts';

/** As the page says of all its samples. */
const SECRET = 'a-secret-for-the-recipes';
const NOW = new Date('2026-03-14T09:26:53Z');
const TSC = join(import.meta.dirname, '../node_modules/typescript/bin/tsc');

/** Of what providers owe, all that one sample can show. */
const { 'brings a known answer and a sample': _answer, 'has a sample of every event it acts on': _each, ...owed } = checks;

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bunce-sync-recipes-'));
  install(root);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  for (const recipe of recipes) {
    mkdirSync(join(root, nameOf(recipe)));
    writeFileSync(join(root, nameOf(recipe), 'bunce-sync.config.ts'), configWith(recipe));
  }
});
afterAll(() => removeTeam(root));

const nameOf = ({ path }: Recipe): string => path.split('/')[2] ?? '';

/** A team's config, with nothing in it but the recipe. */
const configWith = ({ config }: Recipe): string => `import { BUNCE_SANDBOX, defineConfig } from 'bunce-sync';

export default defineConfig({
bunce: { baseUrl: BUNCE_SANDBOX },
defaultCountry: 'NG',
providers: {},
events: {},
${config}
});
`;

function senderOf(recipe: Recipe): Provider {
  const provider = providersOf(loadProject(join(root, nameOf(recipe))))[nameOf(recipe)];
  if (!provider) throw new Error(`no sender is called ${nameOf(recipe)}`);
  return provider;
}

const requestOf = ({ path, headers, body }: Recipe): WebhookRequest => ({
  headers,
  body: Buffer.from(body),
  shown: shownIn(`https://hooks.example.com${path}`),
});

describe.each(recipes)('the recipe of $title', (recipe) => {
  it('is a config that loads, and enables its sender', () => {
    const { config } = loadProject(join(root, nameOf(recipe)));
    expect(Object.keys(stageOf(config, 'default').providers)).toEqual([nameOf(recipe)]);
  });

  it('lets its sample in by the signature of another implementation, and by no other secret', async () => {
    const provider = senderOf(recipe);
    const verdict = (secret: string) => verdictOf(provider, { request: requestOf(recipe), secrets: [secret], now: NOW });
    expect(await verdict(recipe.key ?? secretOf(provider, SECRET))).toBe('ok');
    expect(await verdict(secretOf(provider, 'another secret'))).not.toBe('ok');
  });

  it('becomes of it what the page says', async () => {
    const reading = await readingOfRequest(senderOf(recipe), { request: requestOf(recipe), lookup: undefined });
    expect(reading).toMatchObject({ kind: 'read', mode: 'live' });
    expect(commandsIn(reading)).toEqual(recipe.commands);
  });

  it.each(Object.entries(owed))('%s', async (_name, check) => {
    const provider = senderOf(recipe);
    const body = Buffer.from(recipe.body);
    const sample = {
      name: nameOf(recipe),
      headers: {},
      body: provider.opened?.(body) ?? body,
      commands: recipe.commands,
      lookup: undefined,
    };
    await check({ provider, samples: [sample], happenings: [], knownAnswers: [] });
  });

  it('names where its scheme was read', () => {
    expect(recipe.sources).not.toEqual([]);
  });
});

it('the compiler takes every recipe', async () => {
  const compilerOptions = {
    module: 'nodenext',
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    exactOptionalPropertyTypes: true,
    types: ['node'],
  };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*/bunce-sync.config.ts'] }));
  await expect(promisify(execFile)(process.execPath, [TSC, '-p', root])).resolves.toMatchObject({ stdout: '' });
});
