import { execFile, type ExecFileException } from 'node:child_process';
import { hash } from 'node:crypto';
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

/** By the machine's own Node: under that of a package npm finds none of the machine's settings, such as a proxy's certificate. */
const machine = (): string =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);

/** The Node of this process goes first, and the caller's variables of npm do not count. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^(?:CI|NODE_OPTIONS|VITEST.*|AWS_.*)$/i.test(name));
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  return { ...Object.fromEntries(own), PATH: path, npm_config_cache: join(folder, '.npm-cache'), npm_config_update_notifier: 'false' };
}

/** What the team has of its own. */
const BESIDE = ['vitest@5.1.1'];

/** As `npm i --ignore-scripts` does with a cache that is empty. */
export async function installed(tarball: string): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-team-'));
  const environment = environmentOf(folder);
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const run = async (command: string, words: readonly string[]): Promise<Ran> => ran(command, words, { cwd: folder, env: environment });
  write('package.json', JSON.stringify({ name: 'team', private: true, type: 'module' }));
  const words = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--save-dev', tarball, ...BESIDE];
  const { code, stderr } = await ran('npm', words, { cwd: folder, env: { ...environment, PATH: machine() }, timeout: 400_000 });
  if (code !== 0) throw new Error(`npm install ended with ${code}: ${stderr}`);
  return { folder, environment, write, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const ran = async (
  command: string,
  words: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly timeout?: number },
): Promise<Ran> =>
  promisify(execFile)(command, words, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout = '', stderr = '' }: ExecFileException) => ({ code: Number(code), stdout, stderr }),
  );

/** Each file and link below a folder, with a hash of its bytes; not what vitest, the team's own tool, keeps for itself. */
export type Contents = ReadonlyMap<string, string>;

export const contentsOf = (folder: string): Contents =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
      .filter(({ entry, path }) => !entry.isDirectory() && !path.includes('.vitest-cache'))
      .map(({ entry, path }) => [path, entry.isFile() ? hash('sha256', readFileSync(path)) : readlinkSync(path)]),
  );

/** What is new, gone or other. */
export const changesBetween = (before: Contents, after: Contents): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
