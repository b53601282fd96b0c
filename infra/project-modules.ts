import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import type { Plugin } from 'esbuild';

import type { Project } from '../shared/config/project.ts';

/** Begins the name of the handler that is made up for a project's own provider. */
export const OWN_RECEIVER = 'bunce-sync:receiver/';

export interface Projected {
  readonly project: Project;
  readonly catalogue: string | undefined;
  /** Of the library's sources. */
  readonly root: string;
}

/** What the functions import of the project, under names that no file has. */
export const projectModules = ({ project, catalogue, root }: Projected): Plugin => ({
  name: 'project',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bunce-sync:config$/ }, () => ({ path: project.configFile }));
    onResolve({ filter: /^bunce-sync:/ }, ({ path }) => ({ path, namespace: 'project' }));
    onLoad({ filter: /^bunce-sync:catalogue$/, namespace: 'project' }, async () => ({
      loader: 'json',
      contents: catalogue === undefined ? 'null' : await readFile(catalogue),
    }));
    onLoad({ filter: /^bunce-sync:receiver\//, namespace: 'project' }, ({ path }) => ({
      contents: handlerOf(project.ownProviders[path.slice(OWN_RECEIVER.length)]?.file ?? '', root),
      resolveDir: root,
    }));
  },
});

const handlerOf = (provider: string, root: string): string => `
  import { receiver } from ${JSON.stringify(join(root, `shared/webhook/receiver${extname(import.meta.url)}`))};
  import { provider } from ${JSON.stringify(provider)};
  export const handler = receiver(provider);`;
