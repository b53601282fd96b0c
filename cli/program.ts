import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Command, program } from 'commander';
import * as z from 'zod/mini';

import { AccountError } from '../shared/bunce/account/account-error.ts';
import { ConfigError } from '../shared/config/config.ts';
import { PACKAGE } from '../shared/runtime/library.ts';
import { UnknownSample } from '../local/samples.ts';
import { Failure } from './failure.ts';
import { UsageError } from './usage.ts';

type Add = (program: Command) => void;

/** Each command is loaded when it is called; help loads them all. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  verify: async () => (await import('./verify.ts')).verifyCommand,
  map: async () => (await import('./map.ts')).mapCommand,
  send: async () => (await import('./send.ts')).sendCommand,
  secrets: async () => (await import('./secrets.ts')).secretsCommand,
  setup: async () => (await import('./setup.ts')).setupCommand,
  connect: async () => (await import('./connect.ts')).connectCommand,
  doctor: async () => (await import('./doctor/doctor.ts')).doctorCommand,
  parked: async () => (await import('./parked.ts')).parkedCommand,
  directory: async () => (await import('./directory.ts')).directoryCommand,
  deploy: async () => (await import('./deploy.ts')).deployCommand,
  docs: async () => (await import('./docs.ts')).docsCommand,
  'new-provider': async () => (await import('./new-provider/new-provider.ts')).newProviderCommand,
};

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')));

program
  .name('npm run cli --')
  .version(version)
  .description('bunce-sync: provider webhooks to Bunce, once each')
  .showHelpAfterError('(--help shows what it takes)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
const called = COMMANDS[process.argv[2] ?? ''];
for (const load of called ? [called] : Object.values(COMMANDS)) (await load())(program);

const misuses = [UsageError, UnknownSample];
const expected = [Failure, AccountError, ConfigError];

try {
  await program.parseAsync();
} catch (error) {
  const misused = misuses.some((kind) => error instanceof kind);
  if (!misused && !expected.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = misused ? 2 : 1;
}
