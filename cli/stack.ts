import { setTimeout as sleep } from 'node:timers/promises';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

import { holderOf } from '../functions/consumer/people/person.ts';
import { type Ledger, LEDGER, ledgerIn } from '../functions/consumer/state/ledger.ts';
import { type People, peopleIn } from '../functions/consumer/state/people.ts';
import { type Tokens, tokensIn } from '../functions/consumer/state/tokens.ts';
import { providersOf } from '../functions/webhooks/senders.ts';
import { namesOf } from '../infra/names.ts';
import type { QueueAddress } from '../shared/queue/sender.ts';
import type { Project } from '../shared/config/project.ts';
import { type Settled, stageOf } from '../shared/config/config.ts';
import { ownSettings } from '../shared/config/selection-of.ts';
import type { Item } from '../shared/runtime/marshal.ts';
import { scanTable } from '../shared/runtime/scan-table.ts';
import { type SecretContent, secretReader } from '../shared/runtime/secrets.ts';
import { table } from '../shared/runtime/table.ts';
import type { ProviderSettings } from '../shared/webhook/provider.ts';
import { Failure } from './failure.ts';
import { type Target, targetOf } from './target.ts';
import type { StackOptions } from './stack-options.ts';

/** A running stack, in AWS or on this machine. */
export interface Stack {
  readonly project: Project;
  readonly settings: Settled;
  readonly queue: QueueAddress;
  readonly parked: QueueAddress;
  /** As the consumer knows them. */
  readonly people: People;
  /** What became of each webhook, for 30 days. */
  readonly ledger: Pick<Ledger, 'read'> & { items(): AsyncIterable<Item> };
  secretOf(provider: string): Promise<SecretContent>;
  settingsOf(provider: string): ProviderSettings;
}

/** With what stands around it, and all that acts for a person. */
export interface ReachedStack extends Stack {
  readonly target: Target;
  readonly tokens: Tokens;
  /** People with nothing read yet, for who reads so many that they must be forgotten again. `seconds`: how long a lease holds. */
  peopleAnew(seconds: number): People;
  /** Of Bunce as this stack calls it. */
  readonly bunceUrl: string;
}

/** Works with the stack that the options name, and closes its clients. What AWS refuses becomes a Failure. */
export async function withStack<Result>(options: StackOptions, work: (stack: ReachedStack) => Promise<Result>): Promise<Result> {
  const target = await targetOf(options);
  process.stderr.write(`${target.where}\n`);
  const { stack, close } = openStack(options, target);
  try {
    return await work(stack);
  } catch (error) {
    throw error instanceof Error && '$metadata' in error ? new Failure(`AWS: ${error.name}: ${error.message}`) : error;
  } finally {
    close();
  }
}

export interface OpenStack {
  readonly stack: ReachedStack;
  close(): void;
}

/** The same for as long as it is needed. */
export function openStack({ project, stage = 'default' }: Pick<StackOptions, 'project' | 'stage'>, target: Target): OpenStack {
  const clients = {
    sqs: new SQSClient(target.clientOf('SQS')),
    dynamodb: new DynamoDBClient(target.clientOf('DYNAMODB')),
    secrets: new SecretsManagerClient(target.clientOf('SECRETS_MANAGER')),
  };
  const stack = stackAt(target, { project: project(), settings: stageOf(project().config, stage), clients });
  return {
    stack,
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** Seconds that a command may act for a person. */
const LEASED = 60;

interface Reached {
  readonly project: Project;
  readonly settings: Settled;
  readonly clients: { readonly sqs: SQSClient; readonly dynamodb: DynamoDBClient; readonly secrets: SecretsManagerClient };
}

function stackAt(target: Target, { project, settings, clients: { sqs, dynamodb, secrets } }: Reached): ReachedStack {
  const name = output(target, 'TableName');
  const state = table({ client: dynamodb, name, sleep });
  const { baseUrl, ...bunce } = { ...settings.bunce, ...target.bunce };
  const peopleAnew = (seconds: number): People =>
    peopleIn(state, {
      token: crypto.randomUUID(),
      until: () => Date.now() + seconds * 1000,
      holder: holderOf({ bunce: { baseUrl, ...bunce } }),
      now: Date.now,
    });
  return {
    target,
    tokens: tokensIn(state),
    project,
    settings,
    bunceUrl: baseUrl,
    queue: { client: sqs, url: output(target, 'QueueUrl') },
    parked: { client: sqs, url: output(target, 'ParkedQueueUrl') },
    people: peopleAnew(LEASED),
    peopleAnew,
    ledger: { read: ledgerIn(state, Date.now).read, items: () => scanTable({ client: dynamodb, name, prefix: LEDGER }) },
    secretOf: async (provider) =>
      secretReader({ client: secrets, secretId: output(target, namesOf(provider).outputs.secret), now: () => new Date() })(),
    settingsOf: (provider) => ({
      ...ownSettings(settings.providers[provider], providersOf(project)[provider]),
      ...target.settings?.[provider],
    }),
  };
}

function output({ where, outputs }: Target, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Failure(`the ${where} has no output ${name}: deploy it with this version`);
  return value;
}
