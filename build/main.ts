import { execFileSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DIST, ROOT } from './folders.ts';
import { notices } from './notices.ts';
import { prebuildPage } from './page.ts';
import { embedQueueServer } from './queue-server.ts';
import { bundleReceivers } from './receivers.ts';

/** What is read at run time: samples, templates, the providers' pages, and JavaScript that is one already. */
const READ = '{cli,functions,infra,local,shared,testing}/**/*.*';
const NOT_READ = ['**/*.ts', 'local/console/page/**', 'functions/webhooks/paypal/chain.json'];

function copyFiles(): void {
  for (const file of globSync(READ, { cwd: ROOT, exclude: NOT_READ, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile()) cpSync(path, path.replace(ROOT, DIST));
  }
}

/** The compiler names node's types for nobody who does not ask for them, and a `Buffer` is in what is published. */
function nameNodeTypes(): void {
  for (const file of globSync(join(DIST, 'entries/*.d.ts')))
    writeFileSync(file, `/// <reference types="node" />\n${readFileSync(file, 'utf8')}`);
}

/** Of what runs on a team's machine alone: a fifth of the package, and an error of ours names the built file as well. */
function dropMaps(): void {
  for (const file of globSync(join(DIST, '{cli,local,infra,testing}/**/*.js.map'))) {
    const script = file.replace(/\.map$/, '');
    rmSync(file);
    writeFileSync(script, readFileSync(script, 'utf8').replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n'));
  }
}

rmSync(DIST, { recursive: true, force: true });
execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
nameNodeTypes();
dropMaps();
copyFiles();
const bundled = [await embedQueueServer(), await bundleReceivers(), await prebuildPage()].flat();
writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), notices(bundled));
