import { readFileSync, writeFileSync } from 'node:fs';

import { keptOf } from './kept.ts';

/** `node test/package/release.ts cdk.out/BunceSync.template.json 0.2.0`: what a release keeps is committed with it. */
const [file = '', version = ''] = process.argv.slice(2);
const kept = keptOf(JSON.parse(readFileSync(file, 'utf8')));
writeFileSync(new URL(`released/${version}.template.json`, import.meta.url), `${JSON.stringify(kept, undefined, 2)}\n`);
