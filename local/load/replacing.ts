import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'esbuild';

/** Exports of the project's modules that are not the modules' own. */
export interface Replacement {
  /** URL of the module that exports this very `instead`. */
  readonly file: string;
  /** Module, from the project's root → its exports that are replaced. */
  readonly instead: Readonly<Record<string, object>>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Whoever imports one of the modules gets what stands in its place, and the rest of it as it is; the replacement alone sees the original. */
export function replacing({ file, instead }: Replacement): Plugin {
  const own = fileURLToPath(file);
  const namespace = `instead ${own}`;
  const places = new Map(Object.keys(instead).map((place) => [join(ROOT, place), place]));
  return {
    name: namespace,
    setup({ onResolve, onLoad, onEnd }) {
      const missed = new Set(places.values());
      onResolve({ filter: /\.ts$/ }, (asked) => {
        const path = resolve(asked.resolveDir, asked.path);
        if (!places.has(path) || asked.importer === own || asked.namespace === namespace) return undefined;
        return { path, namespace };
      });
      onLoad({ filter: /.*/, namespace }, ({ path }) => {
        const place = places.get(path) ?? '';
        missed.delete(place);
        return { contents: merged(path, { own, place, names: Object.keys(instead[place] ?? {}) }), resolveDir: ROOT };
      });
      onEnd(() => ({ errors: [...missed].map((place) => ({ text: `${own} replaces ${place}, which nothing imports` })) }));
    },
  };
}

interface Merging {
  readonly own: string;
  readonly place: string;
  readonly names: readonly string[];
}

const merged = (path: string, { own, place, names }: Merging): string => `
  export * from ${JSON.stringify(path)};
  import { instead } from ${JSON.stringify(own)};
  export const { ${names.join(', ')} } = instead[${JSON.stringify(place)}];`;
