import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { ROOT } from './folders.ts';

const Package = z.object({ name: z.string(), version: z.string(), license: z.string() });

const INTRO = 'bunce-sync contains code of these packages, under their own licences. fauxqs is changed: patches/ in the source says how.\n';

/** The licences of the packages that these files belong to. Throws where one has none to show. */
export function notices(files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  return [INTRO, ...[...folders].sort().map(notice)].join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(folder: string): string {
  const path = join(ROOT, folder);
  const { name, version, license } = Package.parse(JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')));
  const file = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no licence file: its notice must be written by hand`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(path, file), 'utf8').trim()}\n`;
}
