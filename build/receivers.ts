import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import type { Plugin } from 'esbuild';
import * as z from 'zod/mini';

import { providers } from '../functions/webhooks/registry.ts';
import { bundle } from '../infra/bundle.ts';
import { loadProject } from '../shared/config/project.ts';
import { DIST, ROOT } from './folders.ts';

/** Senders that the config describes carry it, so theirs are made with it. */
const ofConfig = new Set(['hmac', 'standard-webhooks']);

const Metafile = z.object({ inputs: z.record(z.string(), z.unknown()) });

/** A bundle for every provider that is told nothing but by its environment. Returns the files they are made of. */
export async function bundleReceivers(): Promise<readonly string[]> {
  const outdir = join(DIST, 'receivers');
  const names = Object.keys(providers).filter((name) => !ofConfig.has(name));
  await bundle({ project: loadProject(ROOT), names, outdir, plugins: [sourceMaps] });
  for (const file of globSync(join(outdir, '*/*.map'))) writeFileSync(file, ofOurs(readFileSync(file, 'utf8')));
  const { inputs } = Metafile.parse(JSON.parse(readFileSync(join(outdir, 'metafile.json'), 'utf8')));
  rmSync(join(outdir, 'metafile.json'));
  return Object.keys(inputs);
}

const sourceMaps: Plugin = {
  name: 'source-maps',
  setup: ({ initialOptions }) => void Object.assign(initialOptions, { sourcemap: 'linked', sourcesContent: false }),
};

const SourceMap = z.looseObject({ sources: z.array(z.string()), mappings: z.string() });

/** A map to our own code: two thirds of it would be of others. */
function ofOurs(text: string): string {
  const { sources, mappings, ...rest } = SourceMap.parse(JSON.parse(text));
  const foreign = (segment: SourceMapSegment): boolean => sources[segment[1] ?? -1]?.includes('node_modules') ?? false;
  const kept = decode(mappings).map((line) => line.map((segment): SourceMapSegment => (foreign(segment) ? [segment[0]] : segment)));
  const thinned = kept.map((line) => line.filter((segment, at) => segment.length > 1 || (line[at - 1]?.length ?? 1) > 1));
  return JSON.stringify({ ...rest, sources, mappings: encode(thinned) });
}
