import { program } from 'commander';

import { AccountError } from '../shared/bunce/account.ts';
import { ConfigError } from '../shared/runtime/config.ts';
import { UsageError } from './arguments.ts';
import { connectCommand } from './connect.ts';
import { deployCommand } from './deploy.ts';
import { directoryCommand } from './directory.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { docsCommand } from './docs.ts';
import { Failure } from './failure.ts';
import { mapCommand } from './map.ts';
import { parkedCommand } from './parked.ts';
import { secretsCommand } from './secrets.ts';
import { sendCommand } from './send.ts';
import { setupCommand } from './setup.ts';
import { verifyCommand } from './verify.ts';

const commands = [
  verifyCommand,
  mapCommand,
  sendCommand,
  secretsCommand,
  setupCommand,
  connectCommand,
  doctorCommand,
  parkedCommand,
  directoryCommand,
  deployCommand,
  docsCommand,
];

program
  .name('npm run cli --')
  .description('bunce-sync: provider webhooks to Bunce, once each')
  .showHelpAfterError('(--help shows what it takes)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
for (const add of commands) add(program);

const expected = [Failure, AccountError, ConfigError];

try {
  await program.parseAsync();
} catch (error) {
  const misused = error instanceof UsageError;
  if (!misused && !expected.some((kind) => error instanceof kind)) throw error;
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = misused ? 2 : 1;
}
