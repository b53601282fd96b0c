import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, it } from 'vitest';

import { homeIn } from '../local/samples.ts';
import { ownProvider } from '../shared/config/own-providers.ts';
import { checks, PATIENCE } from './checks.ts';
import { folderChecks } from './folder-checks.ts';
import { subjectOf } from './subject-of.ts';

/** Holds the provider of a folder to all that the library's own are held to: the folder of the test, `import.meta.dirname`. */
export function describeProvider(folder: string | URL): void {
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const { provider } = ownProvider(path);
  const home = homeIn(path, { provider: basename(path) });
  const subject = subjectOf(provider, home);
  describe(provider.name, () => {
    it.each(Object.entries(checks))('%s', { timeout: PATIENCE }, async (_name, check) => {
      await check(subject);
    });
    it.each(Object.entries(folderChecks))('%s', { timeout: PATIENCE }, async (_name, check) => {
      await check(subject, home);
    });
  });
}
