import type { Command } from 'commander';

import { providers } from '../functions/webhooks/registry.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { print } from './arguments.ts';

/** The signing secret of the local run: the same words for every provider, in the form its scheme needs. */
export const localSecret = ({ name, signature }: Provider): string => signature.secretFrom(`local-${name}-secret`);

export function secretsCommand(program: Command): void {
  const secrets = program.command('secrets').description('the signing secrets of the providers');
  secrets
    .command('local')
    .description('print the secrets of the local run as JSON')
    .option('--json', 'the same: the answer is always JSON')
    .action(local);
}

function local(): void {
  const all = Object.fromEntries(Object.values(providers).map((provider) => [provider.name, localSecret(provider)]));
  print(true, { data: all, text: '' });
}
