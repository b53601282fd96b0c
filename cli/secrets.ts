import type { Command } from 'commander';

import { providersOf } from '../functions/webhooks/senders.ts';
import { localSecret } from '../local/local-secret.ts';
import { print } from './arguments.ts';
import type { InProject } from './project.ts';
import type { SetOptions } from './secret-set.ts';
import { withStackOptions } from './stack-options.ts';

export function secretsCommand(program: Command): void {
  const secrets = program.command('secrets').description('the signing secrets of the providers');
  secrets
    .command('local')
    .description('print the secrets of the local run as JSON')
    .option('--json', 'the same: the answer is always JSON')
    .action(local);
  const set = secrets
    .command('set')
    .description(
      'write a signing secret to the local run where it is up, else to Secrets Manager; the key of Bunce\'s API (for "bunce") to Secrets Manager alone, with --stage while a local run is up; it is asked for unseen, or read from standard input',
    );
  withStackOptions(set)
    .argument('<provider>')
    .option('--rotate', 'keep the current one valid as the previous one')
    .option('--secret-id <id>', 'the name or ARN of the secret, instead of looking it up in the stack')
    .action(async (name: string, options: SetOptions) => (await import('./secret-set.ts')).setSecret(name, options));
}

function local({ project }: InProject): void {
  const all = Object.fromEntries(Object.values(providersOf(project())).map((provider) => [provider.name, localSecret(provider)]));
  print(true, { data: all, text: '' });
}
