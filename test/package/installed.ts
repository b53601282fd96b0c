import { execFile, type ExecFileException } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A team's folder outside of any repository, with the package in it and nothing else. */
export interface Installed {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** A file of the team's own. */
  write(file: string, text: string): void;
  /** Of the command in its folder, whatever it ends with. */
  run(command: string, words: readonly string[]): Promise<Ran>;
  remove(): void;
}

/** The Node of this process goes first, and the caller's variables of npm do not count. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^(?:CI|NODE_OPTIONS|VITEST.*|AWS_.*)$/i.test(name));
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  return { ...Object.fromEntries(own), PATH: path, npm_config_cache: join(folder, '.npm-cache'), npm_config_update_notifier: 'false' };
}

/** As `npm i --ignore-scripts` does with a cache that is empty. */
export async function installed(tarball: string): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-team-'));
  const environment = environmentOf(folder);
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const run = async (command: string, words: readonly string[]): Promise<Ran> => ran(command, words, { cwd: folder, env: environment });
  write('package.json', JSON.stringify({ name: 'team', private: true, type: 'module' }));
  const { code, stderr } = await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-dev', tarball]);
  if (code !== 0) throw new Error(`npm install ended with ${code}: ${stderr}`);
  return { folder, environment, write, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const ran = async (
  command: string,
  words: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Ran> =>
  promisify(execFile)(command, words, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout = '', stderr = '' }: ExecFileException) => ({ code: Number(code), stdout, stderr }),
  );

/** Changes with the name, the bytes or the target of anything in a folder. */
export function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
    entry,
    path: join(entry.parentPath, entry.name),
  }));
  for (const { entry, path } of entries.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    hash.update(`${path}\0`);
    if (entry.isFile()) hash.update(readFileSync(path));
    if (entry.isSymbolicLink()) hash.update(readlinkSync(path));
  }
  return hash.digest('hex');
}
