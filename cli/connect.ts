import { relative } from 'node:path';

import type { Command } from 'commander';

import { namesOf } from '../infra/names.ts';
import type { Project } from '../shared/config/project.ts';
import { settingsOf } from '../shared/webhook/generic-source.ts';
import { urlWith } from '../shared/webhook/in-url.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { forwarding, lookupSteps, secretSteps } from './connect-steps.ts';
import { print } from './arguments.ts';
import { providerNamed } from './provider.ts';
import { deployedStack, NotDeployed } from './aws.ts';
import { localTarget } from './target.ts';
import { Failure } from './failure.ts';
import { homeOf, sampleNames } from '../local/samples.ts';
import { flagsOf, isTold, type StackOptions, withStackOptions } from './stack-options.ts';
import { command } from '../shared/runtime/command.ts';

interface Options extends StackOptions {
  readonly url?: string;
  readonly json?: boolean;
}

export function connectCommand(program: Command): void {
  const command = program
    .command('connect')
    .description('print what to register at a provider: URL, event types, where its secret goes, how to test it');
  withStackOptions(command)
    .argument('<provider>')
    .option('--url <url>', 'the URL to register, instead of the one of the stack')
    .option('--json', 'print it as one line of JSON')
    .action(connect);
}

async function connect(name: string, options: Options): Promise<void> {
  const project = options.project();
  const provider = providerNamed(name, project);
  const endpoint = await endpointOf(name, options);
  if (endpoint.where !== undefined) process.stderr.write(`${endpoint.where}\n`);
  const credentials = provider.lookup?.credentials ?? {};
  const enabled = Object.hasOwn(settingsOf(project.config), name);
  const events = Object.keys(provider.events);
  const secret = command(`secrets set ${name}${flagsOf(options)}`);
  const choice = settingsOf(project.config)[name]?.['choice'] === undefined ? provider.choice?.note : undefined;
  const { inUrl } = provider.signature;
  const data = {
    provider: name,
    ...(choice !== undefined && { choice }),
    url: urlWith(endpoint.url, { inUrl, secret: 'SECRET' }),
    local: endpoint.local !== undefined,
    enabled,
    events,
    secret,
    credentials,
    ...(provider.signature.keysAt !== undefined && { keys: provider.signature.keysAt }),
  };
  print(options.json, { data, text: guide(provider, { ...data, endpoint, project }) });
}

interface Endpoint {
  readonly url: string;
  /** Undefined where the URL was told. */
  readonly where?: string;
  /** Why it is the one of the local run. */
  readonly local?: string;
}

async function endpointOf(name: string, options: Options): Promise<Endpoint> {
  if (options.url !== undefined) return { url: options.url };
  const run = isTold(options) ? undefined : await localTarget(options.project());
  if (run) return { url: `${run.gateway}/webhooks/${name}`, where: run.where, local: 'it is up; --stage tells of AWS' };
  try {
    const { stack, outputs } = await deployedStack(options);
    const url = outputs[namesOf(name).outputs.url];
    if (url === undefined)
      throw new Failure(`the stack ${stack} has no endpoint for ${name}: enable it in bunce-sync.config.ts and deploy`);
    return { url, where: `stack ${stack}` };
  } catch (error) {
    if (!(error instanceof NotDeployed) || isTold(options)) throw error;
    return { url: `http://127.0.0.1:${process.env['PORT'] ?? '8787'}/webhooks/${name}`, local: error.message };
  }
}

interface Guide {
  readonly project: Project;
  /** To register. */
  readonly url: string;
  readonly endpoint: Endpoint;
  readonly enabled: boolean;
  readonly events: readonly string[];
  readonly choice?: string;
  readonly secret: string;
  readonly credentials: Readonly<Record<string, string>>;
}

function guide({ name, signature }: Provider, { project, url, endpoint, enabled, events, choice, secret, credentials }: Guide): string {
  const [sample = 'NAME'] = sampleNames(homeOf(name, project));
  const { readme } = homeOf(project.config.generic?.[name]?.scheme ?? name, project);
  const to = endpoint.local === undefined ? ` --to ${endpoint.url} --secret SECRET` : '';
  return [
    ...(enabled
      ? []
      : [
          `${name} is not enabled: ${endpoint.local === undefined ? ADD_IT : `the local run takes it all the same; for AWS ${ADD_IT}`}`,
          '',
        ]),
    ...(endpoint.local === undefined
      ? [`1. Register this URL at ${name}:`, `     ${url}`]
      : forwarding(name, { url, why: endpoint.local })),
    `2. Subscribe it to exactly these ${events.length} event types; others are answered and ignored${choice ? `. Choose: ${choice}` : ''}:`,
    ...events.map((type) => `     ${type}`),
    ...secretSteps(signature, secret),
    ...lookupSteps(credentials, endpoint),
    '4. Test it:',
    signature.keysAt === undefined || endpoint.local !== undefined
      ? `     ${command(`send ${name} --sample ${sample}${to}`)}`
      : `     by what its dashboard sends, for nobody else can sign by its keys`,
    `   and read ${relative(project.root, readme)} for what is particular to it`,
  ].join('\n');
}

const ADD_IT = 'add it to providers in bunce-sync.config.ts and deploy';
