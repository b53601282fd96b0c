import { rmSync } from 'node:fs';

import type { Command } from 'commander';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';

import { emptyQueue, emptySimulator, emptyTable } from '../local/empty.ts';
import { BrokenLock, forget, KeptInUse } from '../local/kept.ts';
import type { Project } from '../shared/config/project.ts';
import { START } from '../shared/runtime/command.ts';
import { print } from './arguments.ts';
import { Failure } from './failure.ts';
import type { InProject } from './project.ts';
import { type LocalTarget, localTarget } from './target.ts';
import { UsageError } from './usage.ts';

interface Options extends InProject {
  readonly json?: boolean;
}

/** What there was. */
interface Emptied {
  readonly where: string;
  readonly queued?: number;
  readonly parked?: number;
  readonly items?: number;
  readonly customers?: number;
  readonly events?: number;
}

export function resetCommand(program: Command): void {
  program
    .command('reset')
    .description(
      "empty queue, parked webhooks, table and Bunce's simulator: of the local run while it is up, else of what one kept; asks nothing",
    )
    .option('--json', 'print what there was as one line of JSON')
    .action(reset);
}

/** Never acts on AWS. */
async function reset({ project, json }: Options): Promise<void> {
  // Node warns of its own SQLite; nobody here can act on it.
  process.removeAllListeners('warning');
  const run = await localTarget(project());
  const emptied = run ? await emptyRun(run) : forgetKept(project());
  const { where, ...counts } = emptied;
  const said = Object.entries(counts).map(([what, count]) => `${count} ${count === 1 ? ONE[what] : MANY[what]}`);
  print(json, { data: emptied, text: `${where}: ${said.join(', ') || 'nothing'} emptied` });
}

const ONE: Readonly<Record<string, string>> = {
  queued: 'webhook',
  parked: 'parked',
  items: 'item of the table',
  customers: 'customer',
  events: 'event',
};
const MANY: Readonly<Record<string, string>> = {
  ...ONE,
  queued: 'webhooks',
  items: 'items of the table',
  customers: 'customers',
  events: 'events',
};

async function emptyRun({ where, outputs, bunce, imports, clientOf }: LocalTarget): Promise<Emptied> {
  // Whom an import brought is gone: it begins anew.
  if (imports !== undefined) rmSync(imports, { recursive: true, force: true });
  const [queues, tables] = [new SQSClient(clientOf('SQS')), new DynamoDBClient(clientOf('DYNAMODB'))];
  try {
    return {
      where,
      queued: await emptyQueue(queues, outputs['QueueUrl'] ?? ''),
      parked: await emptyQueue(queues, outputs['ParkedQueueUrl'] ?? ''),
      items: await emptyTable(tables, outputs['TableName'] ?? ''),
      ...(await emptySimulator(new URL(bunce?.baseUrl ?? '').origin)),
    };
  } finally {
    queues.destroy();
    tables.destroy();
  }
}

function forgetKept(project: Project): Emptied {
  try {
    const queued = forget(project);
    return { where: 'what a local run kept', ...(queued !== undefined && { queued }) };
  } catch (error) {
    if (error instanceof BrokenLock) throw new Failure(error.message);
    if (!(error instanceof KeptInUse)) throw error;
    throw new UsageError(`a run is up (process ${error.pid}), behind another port: give its PORT, as ${START} got it`);
  }
}
