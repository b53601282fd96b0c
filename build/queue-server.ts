import { join } from 'node:path';

import { build, type Plugin } from 'esbuild';

import { DIST, ROOT } from './folders.ts';

/** Only what listens on a port of its own; S3 clients for it are not our concern. */
const unused: Plugin = {
  name: 'unused',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^@smithy\/node-http-handler$/ }, ({ path }) => ({ path, external: true, sideEffects: false })),
};

/** Puts the queue server as patched here into the module that starts it. Returns the files it is made of. */
export async function embedQueueServer(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['local/queue-server.ts'],
    outfile: join(DIST, 'local/queue-server.js'),
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: ['fastify', 'toad-cache', 'valibot'],
    banner: { js: '// Holds fauxqs, MIT, changed: see THIRD-PARTY-NOTICES.txt' },
    plugins: [unused],
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}
