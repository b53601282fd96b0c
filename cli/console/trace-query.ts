import { setTimeout as sleep } from 'node:timers/promises';

import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';

import { asked, using } from '../doctor/ask.ts';
import { Failure } from '../failure.ts';

/** The saved query that every stack has; it knows the log groups of all functions. docs/operations.md names it. */
const SAVED = 'One webhook by its id';

/** More lines than this no webhook has. */
const MOST = 500;

/** Milliseconds. */
const [DAY, LOOK, PATIENCE] = [86_400_000, 500, 45_000];

/** Days that are searched: what is asked for is mostly new, and a search is paid by the gigabyte. */
const FAR = [2, 30] as const;

/** The lines of a stack's functions about whichever webhooks have this in their id, oldest first. */
export async function linesAbout(reference: string, stack: string): Promise<readonly string[]> {
  const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
  return using(new CloudWatchLogsClient({ maxAttempts: 3 }), async (client) => {
    const groups = await groupsOf(client, stack);
    for (const days of FAR) {
      const found = await Promise.all(groups.map(async (some) => queried(client, { groups: some, reference, days })));
      const lines = found.flat().toSorted((one, other) => one.at.localeCompare(other.at));
      if (lines.length > 0) return lines.map(({ line }) => line);
    }
    return [];
  });
}

/** For each query: of more log groups than one takes a stack has several. */
async function groupsOf(client: CloudWatchLogsClient, stack: string): Promise<readonly (readonly string[])[]> {
  const { DescribeQueryDefinitionsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const command = new DescribeQueryDefinitionsCommand({ queryDefinitionNamePrefix: `${stack}/${SAVED}` });
  const { queryDefinitions = [] } = await asked('logs:DescribeQueryDefinitions', client.send(command));
  const groups = queryDefinitions.flatMap(({ logGroupNames = [] }) => (logGroupNames.length > 0 ? [logGroupNames] : []));
  if (groups.length === 0) throw new Failure(`the stack ${stack} has no saved query "${SAVED}", which knows its log groups: deploy again`);
  return groups;
}

interface Query {
  readonly groups: readonly string[];
  readonly reference: string;
  readonly days: number;
}

interface Line {
  readonly at: string;
  readonly line: string;
}

async function queried(client: CloudWatchLogsClient, { groups, reference, days }: Query): Promise<readonly Line[]> {
  const { StartQueryCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const start = new StartQueryCommand({
    logGroupNames: [...groups],
    startTime: Math.floor((Date.now() - days * DAY) / 1000),
    endTime: Math.ceil(Date.now() / 1000),
    queryString: `fields @timestamp, @message | filter correlation_id like "${reference}" | sort @timestamp asc | limit ${MOST}`,
  });
  const { queryId } = await asked('logs:StartQuery', client.send(start));
  return results(client, queryId);
}

async function results(client: CloudWatchLogsClient, queryId: string | undefined): Promise<readonly Line[]> {
  const { GetQueryResultsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  for (const until = Date.now() + PATIENCE; Date.now() < until; await sleep(LOOK)) {
    const { status, results: rows = [] } = await asked('logs:GetQueryResults', client.send(new GetQueryResultsCommand({ queryId })));
    if (status !== undefined && ['Failed', 'Cancelled', 'Timeout'].includes(status)) throw new Failure(`Logs Insights ended: ${status}`);
    if (status !== 'Complete') continue;
    return rows.map((row) => {
      const of = (name: string): string => row.find(({ field }) => field === name)?.value ?? '';
      return { at: of('@timestamp'), line: of('@message').trim() };
    });
  }
  throw new Failure('Logs Insights takes too long: ask for the whole id, as <provider>/<type>:<event id>');
}
