import {
  type EventSourceMappingConfiguration,
  GetAccountSettingsCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';

import { asked, using } from './ask.ts';
import { type Finding, green, red } from './finding.ts';

/** New accounts may run 10 functions at once: a burst of webhooks would be turned away. */
const LEAST_CONCURRENCY = 50;

/** What the account lets functions do at once, and what it leaves ours. */
export async function quotaFindings(): Promise<readonly Finding[]> {
  const check = 'Lambda quota';
  const { AccountLimit } = await using(new LambdaClient({ maxAttempts: 2 }), async (client) =>
    asked('lambda:GetAccountSettings', client.send(new GetAccountSettingsCommand({}))),
  );
  const quota = AccountLimit?.ConcurrentExecutions ?? 0;
  const free = AccountLimit?.UnreservedConcurrentExecutions ?? quota;
  const more = 'ask for more in Service Quotas (Lambda, Concurrent executions)';
  if (quota < LEAST_CONCURRENCY) return [red(check, { text: `only ${quota} functions at once in this account`, fix: more })];
  if (free >= LEAST_CONCURRENCY) return [green(check, `${quota} functions at once${free === quota ? '' : `, ${free} of them unreserved`}`)];
  const text = `${quota} functions at once in this account, but only ${free} of them unreserved`;
  return [red(check, { text, fix: `reserve less for other functions, or ${more}` })];
}

interface Asked {
  /** The queue's ARN. */
  readonly queue: string;
  /** Of the AWS command line. */
  readonly flags: string;
}

/** Whether the consumer is given what is in the queue. */
export async function consumerFindings({ queue, flags }: Asked): Promise<readonly Finding[]> {
  const { EventSourceMappings = [] } = await using(new LambdaClient({ maxAttempts: 2 }), async (client) =>
    asked('lambda:ListEventSourceMappings', client.send(new ListEventSourceMappingsCommand({ EventSourceArn: queue }))),
  );
  const wrong = EventSourceMappings.filter((mapping) => !works(mapping));
  if (EventSourceMappings.length > wrong.length) return [green('consumer', 'is given what is in the queue')];
  const [mapping] = wrong;
  if (!mapping) return [red('consumer', { text: 'no function is given what is in the queue', fix: 'deploy again' })];
  return [red('consumer', { text: `its event source mapping is ${stateOf(mapping)}`, fix: fixOf(mapping, flags) })];
}

const WORKING = new Set(['Creating', 'Enabling', 'Enabled', 'Updating']);

const hasProblem = ({ LastProcessingResult = '' }: EventSourceMappingConfiguration): boolean => LastProcessingResult.startsWith('PROBLEM');

const works = (mapping: EventSourceMappingConfiguration): boolean => WORKING.has(mapping.State ?? '') && !hasProblem(mapping);

const stateOf = (mapping: EventSourceMappingConfiguration): string =>
  [mapping.State, ...(hasProblem(mapping) ? [mapping.LastProcessingResult] : []), mapping.StateTransitionReason].filter(Boolean).join(', ');

const fixOf = (mapping: EventSourceMappingConfiguration, flags: string): string =>
  WORKING.has(mapping.State ?? '')
    ? "read the consumer's log"
    : `aws lambda update-event-source-mapping --uuid ${mapping.UUID} --enabled${flags}`;
