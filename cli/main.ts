#!/usr/bin/env node
// Only what every Node with modules knows stands here: the rest is read once this one is known to be new enough.
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`bunce-sync needs Node 22.18 or newer, and this is Node ${process.versions.node}.\n`);
  process.exit(2);
}

// Half of a command's time would be reading the same modules again.
(await import('node:module')).enableCompileCache();
const { run } = await import('./program.ts');
await run(process.cwd());
