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
import { secretArn, startSecretStore } from '../../local/secrets.ts';
import { startCloudWatch } from './cloudwatch.ts';
import { type Functions, startLambda } from './lambda.ts';
import { startSecretList } from './secret-list.ts';
import { startTopics, type Topics } from './sns.ts';

interface Account {
  readonly outputs: Readonly<Record<string, string | undefined>>;
  /** Who alone is told of the stack: the key and the region that the request is signed with. */
  readonly only?: { readonly key: string; readonly region: string } | undefined;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const stackXml = (outputs: Account['outputs']): string => {
  const members = Object.entries(outputs).map(([key, value]) =>
    value === undefined ? '' : `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`,
  );
  const stack = `<StackName>BunceSync</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus>`;
  return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${stack}<Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
};

const ABSENT = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id Other does not exist</Message></Error></ErrorResponse>`;

/** CloudFormation's answers about one stack called BunceSync. */
async function startAccount({ outputs, only }: Account): Promise<string> {
  const server = createServer((request, response) => {
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

interface Given extends Partial<Pick<Account, 'only'> & Omit<Functions, 'source'>> {
  readonly values: Map<string, string>;
  /** When the secrets were set. */
  readonly setAt?: Date;
  /** Actions that the operator may not do. */
  readonly denied?: readonly string[];
  readonly topics?: Topics;
  /** Over those of the stack; undefined takes one away. */
  readonly outputs?: Readonly<Record<string, string | undefined>>;
  /** Of all secrets: name → description. */
  readonly described?: Readonly<Record<string, string>>;
}

const topicArn = (name: string): string => `arn:aws:sns:us-east-1:000000000000:${name}`;

/** The topics of the stack. */
export const [MAIL, PAGE] = [topicArn('Mail'), topicArn('Page')];

const TOLD = [{ arn: `${MAIL}:1`, endpoint: 'ops@shop.ng' }];

/** What CloudFormation calls a queue of the stack. */
export const queueName = (id: string): string => `BunceSync-BunceSync${id}.fifo`;

/** An AWS account with the stack's queues, topics, secrets and metrics; `values` is live: secret name → what it holds. */
export async function awsAccount({ values, only, setAt = new Date(), denied = [], ...given }: Given) {
  const [queues, secrets, metrics] = [
    await startQueueServer(),
    await startSecretStore(values, () => setAt),
    await startCloudWatch({ denied: denied.includes('cloudwatch:GetMetricData') }),
  ];
  onTestFinished(async () => void (await Promise.all([queues.close(), secrets.close()])));
  const attributes = { FifoQueue: 'true', MessageRetentionPeriod: '1209600' };
  const queue = await createQueue(queues, { name: queueName('QueueF1-Ab1'), attributes });
  const parked = await createQueue(queues, { name: queueName('ParkedE2-Ab1'), attributes });
  const named = Object.fromEntries([...values.keys()].map((name) => [`SecretArn${name}`, secretArn(name)]));
  const url = 'https://abc.execute-api.eu-west-1.amazonaws.com/webhooks/paystack';
  const held = { QueueUrl: queue.url, ParkedQueueUrl: parked.url, AlarmTopicArn: MAIL, PageTopicArn: PAGE };
  const { quota = 1000, unreserved = quota } = given;
  const mapping = 'mapping' in given ? given.mapping : { State: 'Enabled', UUID: 'm1' };
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_CLOUDFORMATION: await startAccount({
      only,
      outputs: { ...held, WebhookUrlPaystack: url, ...named, ...given.outputs },
    }),
    AWS_ENDPOINT_URL_LAMBDA: await startLambda({ quota, unreserved, mapping, source: queue.arn, denied }),
    AWS_ENDPOINT_URL_SNS: await startTopics(given.topics ?? { [MAIL]: TOLD, [PAGE]: TOLD }, denied),
    AWS_ENDPOINT_URL_CLOUDWATCH: metrics.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: await startSecretList({ store: secrets.endpoint, described: given.described ?? {}, denied }),
  };
  return { environment, url, queue, parked, queues, metrics };
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
