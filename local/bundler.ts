import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Project } from '../shared/config/project.ts';
import { type Inputs, inputsIn } from './inputs.ts';

/** Makes the code of functions anew while a run is up, and knows what each is made of. Names are those of providers, or `consumer`. */
export interface Bundler {
  /** Name → folder. Rejects with what is wrong with the sources. */
  build(names: readonly string[], how?: { readonly readable?: boolean }): Promise<ReadonlyMap<string, string>>;
  /** What makes it when it is first asked for. */
  onDemand(name: string): () => Promise<string>;
  /** Takes over what was bundled before. */
  read(metafile: string): void;
  /** The files of each function; of one that was never bundled nothing is known. */
  inputs(): Inputs;
}

export interface Bundling {
  readonly project: Project;
  /** Each bundling gets a folder in it. */
  readonly directory: string;
}

export function bundlerOf({ project, directory }: Bundling): Bundler {
  const inputs = new Map<string, ReadonlySet<string>>();
  let count = 0;
  const read = (metafile: string): void => {
    for (const [name, files] of inputsIn(JSON.parse(readFileSync(metafile, 'utf8')))) inputs.set(name, files);
  };
  const build: Bundler['build'] = async (names, { readable = true } = {}) => {
    const { bundle } = await import('../infra/bundle.ts');
    const outdir = join(directory, `code-${(count += 1)}`);
    const code = await bundle({ project, names, outdir, readable, silent: true });
    read(join(outdir, 'metafile.json'));
    return new Map(names.map((name) => [name, code(name)]));
  };
  return {
    build,
    read,
    inputs: () => inputs,
    onDemand(name) {
      let made: Promise<string> | undefined;
      return async () => {
        made ??= build([name], { readable: false }).then((code) => code.get(name) ?? '');
        made.catch(() => (made = undefined));
        return made;
      };
    },
  };
}
