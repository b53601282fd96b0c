import { join } from 'node:path';

import type { Project } from '../../shared/config/project.ts';
import { constructOf } from '../../infra/names.ts';
import { LOCAL_KEYS } from '../bunce/server.ts';
import type { Changes } from '../live.ts';
import type { LocalRun } from '../local-run.ts';
import type { Builder } from './builder.ts';
import { isOf, type Touched } from './sources.ts';
import { tryOut } from './try-out.ts';
import { inWords, shortened } from './words.ts';

interface Taking {
  readonly run: LocalRun;
  readonly project: Project;
  readonly builder: Builder;
  readonly tell: (line: string) => void;
}

/** Puts into use what changed, and says so. Throws an Unusable, and leaves all as it is, where that cannot be. */
export async function take(touched: Touched, taking: Taking): Promise<void> {
  const began = performance.now();
  const changes = await served(touched, taking);
  const files = touched.files.map((file) => shortened(file, taking.project));
  taking.tell(inWords({ files, changes, seconds: (performance.now() - began) / 1000 }));
  // The process that built this had read the library before it changed; the next one tells what its declarations say now.
  if (touched.files.some((file) => !isOf(taking.project, file))) await served({ names: [], files: [] }, taking);
}

let count = 0;

async function served({ names, files }: Touched, { run, project, builder }: Taking): Promise<Changes> {
  const outdir = join(run.directory, `reload-${(count += 1)}`);
  const { receivers, code } = await builder.build({
    root: project.root,
    outdir,
    files: [...files],
    touched: [...names],
    known: run.routes.map(providerIn),
    bunce: { baseUrl: run.bunce.url, key: LOCAL_KEYS.test },
    catalogueFile: run.catalogueFile,
  });
  const folders = new Map(Object.entries(code).map(([name, folder]) => [constructOf(name), folder] as const));
  await tryOut(run.live.trial(receivers, folders));
  run.bundler.read(join(outdir, 'metafile.json'));
  return run.live.serve(receivers, folders);
}

const providerIn = (routeKey: string): string => routeKey.split('/')[2] ?? '';
