import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

import { environmentOf, type FunctionSettings } from '../lambda/environment.ts';
import { endOf, startNode } from './builder.ts';

/** Loads each as its process would, and ends: what throws when it is loaded would answer no webhook. */
const SCRIPT = `
  for (const { name, url, variables } of JSON.parse(process.env.TRIED)) {
    for (const key of Object.keys(process.env)) if (key !== 'PATH') delete process.env[key];
    Object.assign(process.env, variables);
    await import(url).catch((error) => {
      process.stderr.write(name + ' cannot start: ' + (error?.message ?? error));
      process.exit(1);
    });
  }
  process.exit(0);`;

/** Throws an Unusable. */
export async function tryOut(functions: readonly FunctionSettings[]): Promise<void> {
  if (functions.length === 0) return;
  const tried = functions.map((each) => ({
    name: each.name,
    url: pathToFileURL(join(each.directory, 'index.mjs')).href,
    variables: environmentOf(each, '127.0.0.1:9'),
  }));
  const words = ['--enable-source-maps', '--input-type=module', '-e', SCRIPT];
  await endOf(startNode(words, { PATH: process.env['PATH'], TRIED: JSON.stringify(tried) }), '');
}
