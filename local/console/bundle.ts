import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the browser runs. */
export interface Page {
  readonly script: string;
  readonly style: string;
}

/** Page and the files that it is made of. */
export interface Bundled extends Page {
  readonly files: readonly string[];
}

const HERE = import.meta.dirname;

/** As the package brings it, or built on the spot. */
export async function pageOf(): Promise<Page> {
  const [script, style] = [join(HERE, 'console.js'), join(HERE, 'console.css')];
  return existsSync(script) ? { script: readFileSync(script, 'utf8'), style: readFileSync(style, 'utf8') } : bundlePage();
}

/** Builds the page, in memory. */
export async function bundlePage(): Promise<Bundled> {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: join(HERE, '../..'),
    entryPoints: { console: join(HERE, 'page/main.tsx'), style: join(HERE, 'page/style/all.css') },
    outdir: 'out',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    metafile: true,
  });
  const textOf = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: textOf('.js'), style: textOf('style.css'), files: Object.keys(metafile.inputs) };
}
