import { createServer } from 'node:http';

import { onTestFinished } from 'vitest';

import { close, listen } from '../../local/loopback.ts';
import { createQueue, startQueueServer } from '../../local/queues.ts';
import { startSecretStore } from '../../local/secrets.ts';

interface Account {
  readonly outputs: Readonly<Record<string, string>>;
  /** Functions at once. */
  readonly quota: number;
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
async function startAccount({ outputs, quota }: Account): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.includes('account-settings')) {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ AccountLimit: { ConcurrentExecutions: quota } }));
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const known = body.includes('StackName=BunceSync');
      response.writeHead(known ? 200 : 400, { 'content-type': 'text/xml' }).end(known ? stackXml(outputs) : ABSENT);
    });
  });
  const endpoint = await listen(server);
  onTestFinished(async () => close(server));
  return endpoint;
}

/** An AWS account with the stack's queues and secrets; `values` is live: secret name → what it holds. */
export async function awsAccount({ values, quota = 1000 }: { readonly values: Map<string, string>; readonly quota?: number }) {
  const [queues, secrets] = [await startQueueServer(), await startSecretStore(values)];
  onTestFinished(async () => void (await Promise.all([queues.close(), secrets.close()])));
  const attributes = { FifoQueue: 'true' };
  const queue = await createQueue(queues, { name: 'Queue.fifo', attributes });
  const parked = await createQueue(queues, { name: 'Parked.fifo', attributes });
  const named = Object.fromEntries([...values.keys()].map((name) => [`SecretArn${name}`, name]));
  const url = 'https://abc.execute-api.eu-west-1.amazonaws.com/webhooks/paystack';
  const account = await startAccount({
    quota,
    outputs: { QueueUrl: queue.url, ParkedQueueUrl: parked.url, WebhookUrlPaystack: url, ...named },
  });
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_CLOUDFORMATION: account,
    AWS_ENDPOINT_URL_LAMBDA: account,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
  };
  return { environment, url, parked, queues };
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
