import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** After `npm ci`: Git's hooks, where somebody works: not in CI, not in a second worktree, not in what is no checkout. */
const worked = process.env['CI'] === undefined && statSync('.git', { throwIfNoEntry: false })?.isDirectory() === true;

if (worked && spawnSync('lefthook install', { shell: true, stdio: 'ignore' }).status !== 0)
  process.stderr.write('no Git hooks: "npx lefthook install" says why\n');
