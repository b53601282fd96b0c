import type { Command } from 'commander';

import { settingsOf } from '../shared/webhook/generic-source.ts';
import { urlWith } from '../shared/webhook/in-url.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import type { WebhookRequest } from '../shared/webhook/request.ts';
import { fingerprint } from '../shared/runtime/fingerprint.ts';
import { bytesOf, headersOf, print, several } from './arguments.ts';
import type { InProject } from './project.ts';
import { providerNamed } from './provider.ts';
import { UsageError } from './usage.ts';
import { post, signedBy } from '../local/signed.ts';
import { homeOf, sampleNames, sampleOf } from '../local/samples.ts';
import { localSecret } from '../local/local-secret.ts';
import { START } from '../shared/runtime/command.ts';

interface Options extends InProject {
  readonly sample?: string;
  readonly list?: boolean;
  readonly body?: string;
  readonly header?: readonly string[];
  readonly to?: string;
  readonly secret?: string;
  readonly json?: boolean;
}

export function sendCommand(program: Command): void {
  program
    .command('send')
    .description('sign a webhook as its provider does and post it')
    .argument('<provider>')
    .option('--sample <name>', 'a sample of the provider; the same sample again is a redelivery')
    .option('--list', 'list the samples of the provider')
    .option('--body <file>', 'the exact bytes to send; - is standard input')
    .option('--header <line>', "a header as 'Name: value'; may be repeated", several)
    .option('--to <url>', 'where to; default: the local gateway')
    .option('--secret <secret>', 'the signing secret; default: the local one')
    .option('--json', 'print {"status":…,"answer":…}')
    .action(send);
}

async function send(name: string, options: Options): Promise<void> {
  const provider = providerNamed(name, options.project());
  if (options.list) return list(provider, options);
  const { signature } = provider;
  const { secret = localSecret(provider) } = options;
  const url = options.to ?? `http://127.0.0.1:${process.env['PORT'] ?? '8787'}/webhooks/${name}`;
  const webhook = signed(provider, { ...options, secret, to: url });
  const response = await post(urlWith(url, { inUrl: signature.inUrl, secret }), webhook).catch(() => {
    throw new UsageError(`nothing answers at ${url}: is "${START}" running, and is PORT the same?`);
  });
  const answer = await response.text();
  print(options.json, { data: { status: response.status, answer }, text: `${response.status} ${response.statusText}  ${answer}` });
  if (options.to === undefined) process.stderr.write(noteOn(name, { ...options, status: response.status }));
  process.exitCode = response.ok ? 0 : 1;
}

function list({ name }: Provider, { project, json }: Options): void {
  const samples = sampleNames(homeOf(name, project()));
  print(json, { data: samples, text: samples.join('\n') });
}

/** What the config says of one that the local run has, or has not. */
function noteOn(name: string, { project, status }: Options & { readonly status: number }): string {
  const isEnabled = Object.hasOwn(settingsOf(project().config), name);
  if (status === 404) return isEnabled ? `the run that is up knows no ${name}: start it again\n` : `${name} is not enabled: ${ADD_IT}\n`;
  return isEnabled ? '' : `${name} is not enabled: this run takes it all the same, AWS would answer 404; ${ADD_IT}\n`;
}

const ADD_IT = 'add it to providers in bunce-sync.config.ts';

function signed(provider: Provider, options: Options & { readonly to: string; readonly secret: string }): WebhookRequest {
  const { body, headers } = webhookOf(provider, options);
  const webhook = signedBy(provider, {
    project: options.project(),
    webhook: { body, headers },
    secret: options.secret,
    url: options.to,
    id: `msg_${fingerprint(body).slice(0, 24)}`,
  });
  return { ...webhook, headers: { ...webhook.headers, ...headersOf(options.header ?? []) } };
}

function webhookOf(provider: Provider, { project, sample, body }: Options): WebhookRequest {
  if (sample !== undefined && body === undefined) return sampleOf(homeOf(provider.name, project()), sample);
  if (body !== undefined && sample === undefined) return { body: bytesOf(body), headers: {} };
  throw new UsageError('give either --sample NAME (--list has them) or --body FILE');
}
