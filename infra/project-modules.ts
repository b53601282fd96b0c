import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

import type { Project } from '../shared/config/project.ts';
import { commonSettings } from '../shared/config/selection-of.ts';
import { LIBRARY, moduleFile } from '../shared/runtime/library.ts';

/** Begins the name of the handler that is made up for a project's own provider. */
export const OWN_RECEIVER = 'bunce-sync:receiver/';

export interface Projected {
  readonly project: Project;
  readonly catalogue: string | undefined;
  readonly stage: string;
}

/** What the functions import of the project, under names that no file has. */
export const projectModules = ({ project, catalogue, stage }: Projected): Plugin => ({
  name: 'project',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^bunce-sync:config$/ }, () => ({ path: project.configFile }));
    onResolve({ filter: /^bunce-sync:/ }, ({ path }) => ({ path, namespace: 'project' }));
    onLoad({ filter: /^bunce-sync:catalogue$/, namespace: 'project' }, async () => ({
      loader: 'json',
      contents: catalogue === undefined ? 'null' : await readFile(catalogue),
    }));
    onLoad({ filter: /^bunce-sync:histories$/, namespace: 'project' }, () => ({
      contents: historiesOf(project, stage),
      resolveDir: LIBRARY,
    }));
    onLoad({ filter: /^bunce-sync:receiver\//, namespace: 'project' }, ({ path }) => ({
      contents: handlerOf(project.ownProviders[path.slice(OWN_RECEIVER.length)]?.file ?? ''),
      resolveDir: LIBRARY,
    }));
  },
});

/** A module of the providers that the stage's `reconcile` names, and of no other. */
function historiesOf({ config, ownProviders }: Project, stage: string): string {
  const names = Object.keys(config.stages?.[stage]?.reconcile ?? config.reconcile ?? {});
  const lines = names.map((name, index) => {
    const kind = commonSettings(config.providers[name]).is ?? name;
    const own = Object.hasOwn(ownProviders, kind) ? ownProviders[kind]?.file : undefined;
    const file = own ?? moduleFile(`functions/webhooks/${kind}/provider.ts`);
    return `import { ${own === undefined ? kind : 'provider'} as p${index} } from ${JSON.stringify(file)};`;
  });
  const entries = names.map((name, index) => `${JSON.stringify(name)}: p${index}`);
  return [...lines, `export default { ${entries.join(', ')} };`].join('\n');
}

const handlerOf = (provider: string): string => `
  import { receiver } from ${JSON.stringify(moduleFile('shared/webhook/receiver.ts'))};
  import { provider } from ${JSON.stringify(provider)};
  export const handler = receiver(provider);`;
