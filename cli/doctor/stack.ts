import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

import { providersOf } from '../../functions/webhooks/senders.ts';
import type { Settled } from '../../shared/config/config.ts';
import { deployedStack, NotDeployed } from '../aws.ts';
import type { Outputs } from '../instances.ts';
import { flagsOf, isTold, type StackOptions } from '../stack-options.ts';
import { type Counts, countsOf } from './counts.ts';
import { type Finding, examined, failed, green, red, skipped } from './finding.ts';
import { secretFindings } from './secret.ts';
import { seenFindings } from './seen.ts';
import { packageVersion } from '../../shared/runtime/library.ts';
import { versionFinding } from './version.ts';
import { command } from '../../shared/runtime/command.ts';

interface Deployment {
  readonly options: StackOptions;
  readonly settled: Settled;
  readonly enabled: readonly string[];
}

const PARTS = 'stack, secrets, queues, events seen and the Lambda quota';

/** All that only AWS can tell. Skipped as a whole where nothing is deployed, unless a stack, profile or region was asked for. */
export async function stackFindings({ options, settled, enabled }: Deployment): Promise<readonly Finding[]> {
  return examined('stack', async () => {
    const deployed = await deployedStack(options).catch((error: unknown) => {
      if (error instanceof NotDeployed && !isTold({ ...options, stage: undefined })) return error;
      throw error;
    });
    if (deployed instanceof NotDeployed) return [skipped('AWS', `${PARTS} are not examined: ${deployed.message}`)];
    const { stack, outputs } = deployed;
    const { counts, findings } = await counted(stack, settled);
    const about = { providers: providersOf(options.project()), outputs, counts, flags: flagsOf(options) };
    const secrets = await Promise.all([...enabled, 'bunce'].map(async (name) => secretFindings(name, about)));
    return [
      green('stack', `${stack} is deployed`),
      versionFinding({ deployed: outputs['Version'], installed: packageVersion(), flags: flagsOf({ ...options, stack: undefined }) }),
      ...secrets.flat(),
      ...(await examined('queues', async () => queueFindings(flagsOf({ ...options, stack }), outputs))),
      ...(await examined('Lambda quota', quotaFindings)),
      ...findings,
    ];
  });
}

interface Counted {
  readonly counts: Counts | undefined;
  readonly findings: readonly Finding[];
}

/** What cannot be read of CloudWatch is one red line, and the rest goes on without. */
async function counted(stack: string, settled: Settled): Promise<Counted> {
  try {
    const counts = await countsOf(stack);
    return { counts, findings: seenFindings(counts, settled) };
  } catch (error) {
    return { counts: undefined, findings: [failed('metrics', error)] };
  }
}

async function queueFindings(flags: string, { QueueUrl, ParkedQueueUrl }: Outputs): Promise<readonly Finding[]> {
  const client = new SQSClient({ maxAttempts: 2 });
  const [queue, parked] = [await depthOf(client, QueueUrl), await depthOf(client, ParkedQueueUrl)];
  client.destroy();
  return [
    green('queue', `${queue.waiting} waiting, ${queue.inFlight} in flight`),
    parked.waiting + parked.inFlight === 0
      ? green('parked', 'nothing')
      : red('parked', {
          text: `${parked.waiting + parked.inFlight} wait for a decision`,
          fix: command(`parked list${flags}`),
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
