import { type Command, InvalidArgumentError } from 'commander';

import type { ServeOptions } from './console/serve.ts';
import { withStackOptions } from './stack-options.ts';

export function consoleCommand(program: Command): void {
  const command = program
    .command('console')
    .description(
      'look at a stack in AWS in the browser, with your own credentials, until Ctrl-C; the local run has its own at its address',
    );
  withStackOptions(command, 'default')
    .option('--write', 'also let it replay, drop and set secrets; each is noted in .bunce-sync/audit.jsonl')
    .option('--port <port>', 'the port on this machine; 0 takes a free one', portOf, 0)
    .option('--json', 'print the address as one line of JSON')
    .action(async (options: ServeOptions) => (await import('./console/serve.ts')).serve(options));
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('expected a port between 0 and 65535.');
  return port;
}
