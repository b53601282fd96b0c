import { program } from 'commander';

import { UsageError } from './arguments.ts';
import { mapCommand } from './map.ts';
import { secretsCommand } from './secrets.ts';
import { sendCommand } from './send.ts';
import { verifyCommand } from './verify.ts';

const commands = [verifyCommand, mapCommand, sendCommand, secretsCommand];

program
  .name('npm run cli --')
  .description('bunce-sync: provider webhooks to Bunce, once each')
  .showHelpAfterError('(--help shows what it takes)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
for (const add of commands) add(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 2;
}
