import { type Command, InvalidArgumentError } from 'commander';

import { diagnose } from '../shared/webhook/diagnose.ts';
import { bytesOf, headersOf, print, several } from './arguments.ts';
import { providerNamed } from './provider.ts';

interface Options {
  readonly body: string;
  readonly header?: readonly string[];
  readonly secret: readonly string[];
  readonly now?: Date;
  readonly url?: string;
  readonly webhookId?: string;
  readonly tolerance?: number;
  readonly json?: boolean;
}

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description('judge the signature of a webhook, as the receiver would')
    .argument('<provider>')
    .requiredOption('--body <file>', 'the exact bytes of the webhook; - is standard input')
    .option('--header <line>', "a header as 'Name: value'; may be repeated", several)
    .requiredOption('--secret <secret>', 'a signing secret; may be repeated, any may match', several)
    .option('--now <unix>', 'the time of receipt in unix seconds; now unless told', instantOf)
    .option('--url <url>', 'the registered URL, where the provider signs it (square)')
    .option('--webhook-id <id>', 'the registered webhook id, where the provider signs it (paypal)')
    .option('--tolerance <seconds>', 'instead of what the provider declares', Number)
    .option('--json', 'print {"verdict":…}')
    .action(verify);
}

async function verify(name: string, options: Options): Promise<void> {
  const { url, webhookId, tolerance, secret: secrets, now = new Date() } = options;
  const request = { headers: headersOf(options.header ?? []), body: bytesOf(options.body) };
  const verdict = await providerNamed(name).signature.check({ request, secrets, now, settings: { url, webhookId, tolerance } });
  print(options.json, { data: { verdict }, text: verdict === 'ok' ? 'ok' : `${verdict}: ${diagnose(verdict)}` });
  process.exitCode = verdict === 'ok' ? 0 : 1;
}

function instantOf(text: string): Date {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('expected unix seconds.');
  return new Date(Number(text) * 1000);
}
