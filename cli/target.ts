import { readFileSync } from 'node:fs';

import * as z from 'zod/mini';

import { providersOf } from '../functions/webhooks/senders.ts';
import { namesOf } from '../infra/names.ts';
import { runFile } from '../local/run-file.ts';
import type { Project } from '../shared/config/project.ts';
import { CREDENTIALS } from '../local/lambda/environment.ts';
import type { ProviderSettings } from '../shared/webhook/provider.ts';
import { deployedStack, NotDeployed } from './aws.ts';
import { Failure } from './failure.ts';
import type { Outputs } from './instances.ts';
import { isTold, type StackOptions } from './stack-options.ts';

/** The run on this machine. */
export interface LocalTarget extends Target {
  readonly gateway: string;
}

/** Where a stack runs. */
export interface Target {
  readonly where: string;
  readonly outputs: Outputs;
  /** What the SDK's clients need to find it; nothing in AWS. */
  clientOf(service: 'SQS' | 'DYNAMODB' | 'SECRETS_MANAGER'): ClientSettings;
  readonly local?: true;
  /** The file that tells a consumer at the same address how many of Bunce's calls are not its own. */
  readonly reserved?: string | undefined;
  /** The folder that tells how far imports have come, where what they brought may go any time. */
  readonly imports?: string | undefined;
  /** Over what the config says. */
  readonly bunce?: { readonly baseUrl: string };
  readonly settings?: Readonly<Record<string, ProviderSettings>>;
}

interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: typeof CREDENTIALS;
}

export async function targetOf(options: StackOptions): Promise<Target> {
  if (isTold(options)) return deployed(options);
  return (await localTarget(options.project())) ?? deployed(options).catch(noTarget);
}

function noTarget(error: unknown): never {
  throw error instanceof NotDeployed ? new Failure(`no local run is up behind port ${port()}, and in AWS: ${error.message}`) : error;
}

async function deployed(options: StackOptions): Promise<Target> {
  const { stack, outputs } = await deployedStack(options);
  return { where: `stack ${stack}`, outputs, clientOf: () => ({}) };
}

const Run = z.object({
  gateway: z.url(),
  bond: z.url(),
  lookups: z.optional(z.record(z.string(), z.url())),
  bunce: z.url(),
  environment: z.record(z.string(), z.string()),
  queues: z.object({ Queue: z.object({ url: z.string() }), Parked: z.object({ url: z.string() }) }),
  tables: z.object({ State: z.string() }),
  reserved: z.optional(z.string()),
  imports: z.optional(z.string()),
});

const port = (): string => process.env['PORT'] ?? '8787';

/** The run behind PORT, as `npm start` wrote it down; undefined where none is up. */
export async function localTarget(project: Project): Promise<LocalTarget | undefined> {
  const run = runIn(runFile(project, port()));
  if (!run || !(await answers(run.gateway))) return undefined;
  return targetOfRun(run, project);
}

type Run = z.infer<typeof Run>;

/** A run that is known to be up. */
export function targetOfRun(addresses: unknown, project: Project): LocalTarget {
  const run = Run.parse(addresses);
  const secrets = Object.fromEntries(
    // The run has every built-in provider, enabled or not.
    Object.keys(providersOf(project))
      .map(namesOf)
      .map(({ outputs, secret }) => [outputs.secret, secret]),
  );
  const { gateway, bond, lookups, bunce, environment, queues, tables, reserved, imports } = run;
  return {
    gateway,
    where: `local run at ${gateway}`,
    local: true,
    reserved,
    imports,
    outputs: { QueueUrl: queues.Queue.url, ParkedQueueUrl: queues.Parked.url, TableName: tables.State, ...secrets },
    clientOf: (service) => ({
      endpoint: environment[`AWS_ENDPOINT_URL_${service}`] ?? '',
      region: environment['AWS_REGION'] ?? '',
      credentials: CREDENTIALS,
    }),
    bunce: { baseUrl: bunce },
    settings: Object.fromEntries(Object.entries({ ...lookups, bond }).map(([name, baseUrl]) => [name, { baseUrl }])),
  };
}

function runIn(file: string): Run | undefined {
  try {
    return Run.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A run that was killed leaves its file behind. */
const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );
