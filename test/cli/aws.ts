import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import config from '../../bunce-sync.config.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { namesOf } from '../../infra/names.ts';
import { close, listen } from '../../local/loopback.ts';
import { createQueue, startQueueServer } from '../../local/queues.ts';
import { startSecretStore } from '../../local/secrets.ts';
import { startCloudWatch } from './cloudwatch.ts';

interface Account {
  readonly outputs: Readonly<Record<string, string>>;
  /** Functions at once. */
  readonly quota: number;
  /** Who alone is told of the stack: the key and the region that the request is signed with. */
  readonly only?: { readonly key: string; readonly region: string } | undefined;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const stackXml = (outputs: Account['outputs']): string => {
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`,
  );
  const stack = `<StackName>BunceSync</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus>`;
  return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${stack}<Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
};

const ABSENT = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id Other does not exist</Message></Error></ErrorResponse>`;

/** CloudFormation's and Lambda's answers about one stack called BunceSync. */
async function startAccount({ outputs, quota, only }: Account): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.includes('account-settings')) {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ AccountLimit: { ConcurrentExecutions: quota } }));
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const [key, , region] = request.headers.authorization?.match(/Credential=([^,]+)/)?.[1]?.split('/') ?? [];
      const known = body.includes('StackName=BunceSync') && (!only || (key === only.key && region === only.region));
      response.writeHead(known ? 200 : 400, { 'content-type': 'text/xml' }).end(known ? stackXml(outputs) : ABSENT);
    });
  });
  const endpoint = await listen(server);
  onTestFinished(async () => close(server));
  return endpoint;
}

interface Given extends Partial<Pick<Account, 'quota' | 'only'>> {
  readonly values: Map<string, string>;
  /** When the secrets were set. */
  readonly setAt?: Date;
  /** CloudWatch tells nothing. */
  readonly denied?: boolean;
}

/** An AWS account with the stack's queues, secrets and metrics; `values` is live: secret name → what it holds. */
export async function awsAccount({ values, quota = 1000, only, setAt = new Date(), denied = false }: Given) {
  const [queues, secrets, metrics] = [
    await startQueueServer(),
    await startSecretStore(values, () => setAt),
    await startCloudWatch({ denied }),
  ];
  onTestFinished(async () => void (await Promise.all([queues.close(), secrets.close()])));
  const attributes = { FifoQueue: 'true' };
  const queue = await createQueue(queues, { name: 'Queue.fifo', attributes });
  const parked = await createQueue(queues, { name: 'Parked.fifo', attributes });
  const named = Object.fromEntries([...values.keys()].map((name) => [`SecretArn${name}`, name]));
  const url = 'https://abc.execute-api.eu-west-1.amazonaws.com/webhooks/paystack';
  const account = await startAccount({
    quota,
    only,
    outputs: { QueueUrl: queue.url, ParkedQueueUrl: parked.url, WebhookUrlPaystack: url, ...named },
  });
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_CLOUDFORMATION: account,
    AWS_ENDPOINT_URL_LAMBDA: account,
    AWS_ENDPOINT_URL_CLOUDWATCH: metrics.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
  };
  return { environment, url, parked, queues, metrics };
}

/** Every secret the stack has, filled as it should be. */
export const filled = (): Map<string, string> =>
  new Map(
    [...Object.keys(config.providers), 'bunce'].map((name) => [
      namesOf(name).outputs.secret.replace('SecretArn', ''),
      JSON.stringify({ secrets: ['s'], ...providers[name]?.lookup?.credentials }),
    ]),
  );

/** A machine with nothing but a profile `shop`, in a region of its own. */
export function withProfile(environment: Readonly<Record<string, string>>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'bunce-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'config');
  writeFileSync(file, '[profile shop]\nregion = eu-north-1\naws_access_key_id = SHOP\naws_secret_access_key = shop\n');
  return { ...NO_AWS, ...environment, AWS_CONFIG_FILE: file, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
}

/** A machine that knows of no AWS account. */
export const NO_AWS = {
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_PROFILE: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
};
