import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundlePage } from '../local/console/bundle.ts';
import { DIST } from './folders.ts';

/** The console's page, ready for the browser: who installs the package has no preact. Returns the files it is made of. */
export async function prebuildPage(): Promise<readonly string[]> {
  const { script, style, files } = await bundlePage();
  writeFileSync(join(DIST, 'local/console/console.js'), script);
  writeFileSync(join(DIST, 'local/console/console.css'), style);
  return files;
}
