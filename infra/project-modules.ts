import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

import type { Project } from '../shared/config/project.ts';
import { LIBRARY, moduleFile } from '../shared/runtime/library.ts';

/** Begins the name of the handler that is made up for a project's own provider. */
export const OWN_RECEIVER = 'bunce-sync:receiver/';

export interface Projected {
  readonly project: Project;
  readonly catalogue: string | undefined;
}

/** What the functions import of the project, under names that no file has. */
export const projectModules = ({ project, catalogue }: Projected): Plugin => ({
  name: 'project',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bunce-sync:config$/ }, () => ({ path: project.configFile }));
    onResolve({ filter: /^bunce-sync:/ }, ({ path }) => ({ path, namespace: 'project' }));
    onLoad({ filter: /^bunce-sync:catalogue$/, namespace: 'project' }, async () => ({
      loader: 'json',
      contents: catalogue === undefined ? 'null' : await readFile(catalogue),
    }));
    onLoad({ filter: /^bunce-sync:receiver\//, namespace: 'project' }, ({ path }) => ({
      contents: handlerOf(project.ownProviders[path.slice(OWN_RECEIVER.length)]?.file ?? ''),
      resolveDir: LIBRARY,
    }));
  },
});

const handlerOf = (provider: string): string => `
  import { receiver } from ${JSON.stringify(moduleFile('shared/webhook/receiver.ts'))};
  import { provider } from ${JSON.stringify(provider)};
  export const handler = receiver(provider);`;
