import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

import { providers } from '../../functions/webhooks/registry.ts';
import { namesOf } from '../../infra/names.ts';
import { secretReader } from '../../shared/runtime/secrets.ts';
import { NotDeployed, outputsOf, secretsClient } from '../aws.ts';
import { type Finding, examined, green, red, skipped } from './finding.ts';

interface Deployment {
  readonly stack: string;
  /** Asked for by name: then a stack that is not there is a mistake. */
  readonly named: boolean;
  readonly enabled: readonly string[];
}

type Outputs = Readonly<Record<string, string>>;

const PARTS = 'stack, secrets, queues and the Lambda quota';

/** All that only AWS can tell. Skipped as a whole without credentials. */
export async function stackFindings({ stack, named, enabled }: Deployment): Promise<readonly Finding[]> {
  return examined('stack', async () => {
    const outputs = await outputsOf(stack).catch((error: unknown) => {
      if (error instanceof NotDeployed && !(named && error.absent)) return error;
      throw error;
    });
    if (outputs instanceof NotDeployed) return [skipped('AWS', `${PARTS} are not examined: ${outputs.message}`)];
    const secrets = await Promise.all([...enabled, 'bunce'].map(async (name) => secretFindings(name, outputs)));
    return [
      green('stack', `${stack} is deployed`),
      ...secrets.flat(),
      ...(await examined('queues', async () => queueFindings(stack, outputs))),
      ...(await examined('Lambda quota', quotaFindings)),
      skipped('unbound and test events', `the dashboard counts them${outputs['DashboardUrl'] ? `: ${outputs['DashboardUrl']}` : ''}`),
    ];
  });
}

async function secretFindings(name: string, outputs: Outputs): Promise<readonly Finding[]> {
  const check = `secret of ${name}`;
  const fix = `npm run cli -- secrets set ${name}`;
  const secretId = outputs[namesOf(name).outputs.secret];
  if (secretId === undefined) return [red(check, { text: 'the stack has none', fix: 'deploy again' })];
  return examined(check, async () => {
    const client = secretsClient();
    const { secrets, credentials } = await secretReader({ client, secretId, now: () => new Date() })();
    client.destroy();
    const lacking = Object.keys(providers[name]?.lookup?.credentials ?? {}).filter((key) => !Object.hasOwn(credentials, key));
    if (secrets.length === 0) return [red(check, { text: 'it is empty', fix })];
    if (lacking.length > 0) return [red(check, { text: `it lacks ${lacking.join(', ')}`, fix })];
    return [green(check, secrets.length === 1 ? 'set' : `set, and ${secrets.length - 1} previous`)];
  });
}

async function queueFindings(stack: string, { QueueUrl, ParkedQueueUrl }: Outputs): Promise<readonly Finding[]> {
  const client = new SQSClient({ maxAttempts: 2 });
  const [queue, parked] = [await depthOf(client, QueueUrl), await depthOf(client, ParkedQueueUrl)];
  client.destroy();
  return [
    green('queue', `${queue.waiting} waiting, ${queue.inFlight} in flight`),
    parked.waiting + parked.inFlight === 0
      ? green('parked', 'nothing')
      : red('parked', {
          text: `${parked.waiting + parked.inFlight} wait for a decision`,
          fix: `npm run cli -- parked list --stack ${stack}`,
        }),
  ];
}

async function depthOf(client: SQSClient, url: string | undefined): Promise<{ readonly waiting: number; readonly inFlight: number }> {
  const counted = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...counted] }));
  const [waiting, inFlight] = counted.map((name) => Number(Attributes[name] ?? 0));
  return { waiting: waiting ?? 0, inFlight: inFlight ?? 0 };
}

/** New accounts may run 10 functions at once: a burst of webhooks would be turned away. */
const LEAST_CONCURRENCY = 50;

async function quotaFindings(): Promise<readonly Finding[]> {
  const check = 'Lambda quota';
  const client = new LambdaClient({ maxAttempts: 2 });
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
  client.destroy();
  const quota = AccountLimit?.ConcurrentExecutions ?? 0;
  if (quota >= LEAST_CONCURRENCY) return [green(check, `${quota} functions at once`)];
  return [
    red(check, {
      text: `only ${quota} functions at once in this account`,
      fix: 'ask for more in Service Quotas (Lambda, Concurrent executions)',
    }),
  ];
}
