import { type Command, program } from 'commander';

import { BunceError } from '../shared/bunce/api/bunce-error.ts';
import { ConfigError } from '../shared/config/config-error.ts';
import { NoProject } from '../shared/config/project.ts';
import { packageVersion } from '../shared/runtime/library.ts';
import { UnknownSample } from '../local/samples.ts';
import { Failure } from './failure.ts';
import { projectAt } from './project.ts';
import { UsageError } from './usage.ts';
import { fromSource, NAME } from '../shared/runtime/command.ts';

type Add = (program: Command) => void;

/** Each command is loaded when it is called; help loads them all. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  verify: async () => (await import('./verify.ts')).verifyCommand,
  map: async () => (await import('./map.ts')).mapCommand,
  send: async () => (await import('./send.ts')).sendCommand,
  events: async () => (await import('./simulator.ts')).eventsCommand,
  customers: async () => (await import('./simulator.ts')).customersCommand,
  bunce: async () => (await import('./bunce.ts')).bunceCommand,
  secrets: async () => (await import('./secrets.ts')).secretsCommand,
  setup: async () => (await import('./setup.ts')).setupCommand,
  connect: async () => (await import('./connect.ts')).connectCommand,
  doctor: async () => (await import('./doctor/doctor.ts')).doctorCommand,
  parked: async () => (await import('./parked.ts')).parkedCommand,
  reconcile: async () => (await import('./reconcile.ts')).reconcileCommand,
  console: async () => (await import('./console.ts')).consoleCommand,
  erase: async () => (await import('./erase.ts')).eraseCommand,
  bond: async () => (await import('./bond.ts')).bondCommand,
  directory: async () => (await import('./directory.ts')).directoryCommand,
  import: async () => (await import('./import.ts')).importCommand,
  init: async () => (await import('./init/init.ts')).initCommand,
  dev: async () => (await import('./dev.ts')).devCommand,
  reset: async () => (await import('./reset.ts')).resetCommand,
  deploy: async () => (await import('./deploy.ts')).deployCommand,
  app: async () => (await import('./app.ts')).appCommand,
  'new-provider': async () => (await import('./new-provider/new-provider.ts')).newProviderCommand,
  // Writes pages of the library itself.
  ...(fromSource && { docs: async () => (await import('./docs.ts')).docsCommand }),
};

const misuses = [UsageError, UnknownSample, NoProject];
const expected = [Failure, BunceError, ConfigError];

/** Runs the command that the process was called with. `cwd`: where its project is looked for. */
export async function run(cwd: string): Promise<void> {
  program
    .name(NAME)
    .version(packageVersion())
    .description('bunce-sync: provider webhooks to Bunce, once each')
    .option('--project <folder>', 'the folder of bunce-sync.config.ts; default: the nearest that has one, from here upwards')
    .showHelpAfterError('(--help shows what it takes)')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
    .hook('preAction', (_, command) => {
      const { project: folder } = program.opts<{ project?: string }>();
      command.setOptionValue('project', projectAt({ cwd, folder }));
      command.setOptionValue('folder', folder ?? cwd);
    });
  const words = process.argv.slice(2);
  const called = COMMANDS[words.find((word, at) => !word.startsWith('-') && words[at - 1] !== '--project') ?? ''];
  for (const load of called ? [called] : Object.values(COMMANDS)) (await load())(program);
  await program.parseAsync().catch(tell);
}

function tell(error: unknown): void {
  const misused = misuses.some((kind) => error instanceof kind);
  if (!misused && !expected.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = misused ? 2 : 1;
}
