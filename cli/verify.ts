import { type Command, InvalidArgumentError } from 'commander';

import { diagnose } from '../shared/webhook/diagnose.ts';
import { Unavailable } from '../shared/webhook/unavailable.ts';
import { Failure } from './failure.ts';
import { UsageError } from './usage.ts';
import { bytesOf, headersOf, print, several } from './arguments.ts';
import { shownIn } from '../shared/webhook/in-url.ts';
import { FEW_CHARACTERS } from '../shared/webhook/secret.ts';
import { type Signature, verify } from '../shared/webhook/signature.ts';
import type { InProject } from './project.ts';
import { providerNamed } from './provider.ts';
import { seconds } from '../shared/runtime/duration.ts';

interface Options extends InProject {
  readonly body: string;
  readonly header?: readonly string[];
  readonly secret?: readonly string[];
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
    .option(
      '--secret <secret>',
      'a signing secret; may be repeated, any may match. Not needed where the sender publishes its keys',
      several,
    )
    .option('--now <unix>', 'the time of receipt in unix seconds; default now', instantOf)
    .option('--url <url>', 'the registered URL, where the provider signs it (square), or the one called, where the secret stands in it')
    .option('--webhook-id <id>', 'the registered webhook id, where the provider signs it (paypal)')
    .option('--tolerance <duration>', 'such as 5m, instead of what the provider declares', toleranceIn)
    .option('--json', 'print {"verdict":…}')
    .action(judge);
}

async function judge(name: string, options: Options): Promise<void> {
  const { url, webhookId, tolerance, secret: secrets = [], now = new Date() } = options;
  const request = {
    headers: headersOf(options.header ?? []),
    body: bytesOf(options.body),
    ...(url !== undefined && { shown: shownIn(url) }),
  };
  const { signature } = providerNamed(name, options.project());
  if (secrets.length === 0 && signature.keysAt === undefined) throw new UsageError('give --secret SECRET');
  for (const given of secrets) weigh(given, signature);
  const verdict = await verify(signature, { request, secrets, now, settings: { url, webhookId, tolerance } }).catch(inWords);
  print(options.json, { data: { verdict }, text: verdict === 'ok' ? 'ok' : `${verdict}: ${diagnose(verdict, signature)}` });
  process.exitCode = verdict === 'ok' ? 0 : 1;
}

/** What it needs may have to be fetched. */
function inWords(error: unknown): never {
  throw error instanceof Unavailable ? new Failure(error.message) : error;
}

/** One that is none verifies nothing, so no verdict on it would mean anything. */
function weigh(secret: string, { flawOf }: Signature): void {
  const flaw = flawOf(secret);
  if (flaw !== undefined) throw new UsageError(`what --secret gives is no secret: ${flaw}`);
  const weak = flawOf(secret, FEW_CHARACTERS);
  if (weak !== undefined) process.stderr.write(`warning: the secret is weak: ${weak}\n`);
}

/** Seconds, which a number alone means too. */
function toleranceIn(text: string): number {
  const { data } = seconds({ example: '5m' }).safeParse(/^\d+$/.test(text) ? `${text}s` : text);
  if (data === undefined) throw new InvalidArgumentError('expected a duration such as 5m.');
  return data;
}

function instantOf(text: string): Date {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('expected unix seconds.');
  return new Date(Number(text) * 1000);
}
