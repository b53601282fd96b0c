import { fileURLToPath } from 'node:url';

import { describe, it } from 'vitest';

import { loadProject } from '../shared/config/project.ts';
import { checks, PATIENCE } from './checks.ts';
import { sendersOf } from './senders.ts';

/** Holds every sender under `generic` in a project's config to what providers are held to: the folder of the config, in which `samples/<name>/` are. */
export function describeSenders(folder: string | URL): void {
  const project = loadProject(typeof folder === 'string' ? folder : fileURLToPath(folder));
  describe.each([...sendersOf(project)])('$provider.name, of the config', (subject) => {
    it.each(Object.entries(checks))('%s', { timeout: PATIENCE }, async (_name, check) => {
      await check(subject);
    });
  });
}
