import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';

import { createQueue, startQueueServer } from '../../local/queues.ts';
import { startTableServer } from '../../local/tables.ts';
import type { Clocks } from '../../local/load/clocks.ts';
import { startServers } from '../../local/load/servers.ts';

/** What this machine needs just now, in milliseconds. */
export interface Pace {
  /** For an answer of SQS or DynamoDB. */
  readonly answer: number;
  /** For a process to start: an instance of a function. */
  readonly start: number;
  /** For all that is sent to leave the queue, as far as it is more than a few. */
  readonly backlog: number;
}

const ROUNDS = 9;

/** Milliseconds that a webhook of a burst takes at most, when everything fails. */
const EACH = 50;

export interface Pacing {
  /** Milliseconds that the run adds to each answer of SQS. */
  readonly queueDelay?: number;
  readonly webhooks?: number;
}

/** The middle one of several tries. */
export async function measurePace({ queueDelay = 0, webhooks = 0 }: Pacing = {}): Promise<Pace> {
  const endpoints = await startServers();
  const [queues, tables] = await Promise.all([startQueueServer(endpoints.queues), startTableServer(endpoints.tables)]);
  try {
    const { url } = await createQueue(queues, { name: 'pace', attributes: {} });
    const start = await middle(async () => once(spawn(process.execPath, ['-e', '0']), 'exit'), 5);
    const answers = await middle(async () => {
      await queues.client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'tick' }));
      const { Messages: [message] = [] } = await queues.client.send(new ReceiveMessageCommand({ QueueUrl: url }));
      await queues.client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
      await tables.client.send(new ListTablesCommand({}));
    }, ROUNDS);
    return { answer: answers / 4 + queueDelay, start, backlog: webhooks * EACH };
  } finally {
    await Promise.all([queues.close(), tables.close()]);
    await endpoints.close();
  }
}

async function middle(work: () => Promise<unknown>, times: number): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  return took.toSorted((one, other) => one - other)[Math.floor(times / 2)] ?? 0;
}

/** How much of this is in the way of one invocation, and of one webhook that waits for another. */
const OF_INVOCATION: Pace = { answer: 20, start: 10, backlog: 0 };
const OF_WAITING: Pace = { answer: 200, start: 50, backlog: 1 };

const seconds = (pace: Pace, many: Pace): number =>
  Math.round((pace.answer * many.answer + pace.start * many.start + pace.backlog * many.backlog) / 1000);

/** The clocks, longer by what a slow machine or a slow queue takes: no wait of the product may end because of them. */
export function paced(clocks: Clocks, pace: Pace): Clocks {
  const longer = seconds(pace, OF_INVOCATION);
  const { waitForSibling } = clocks.delivery;
  return {
    ...clocks,
    timeout: clocks.timeout + longer,
    visibility: clocks.visibility + longer,
    delivery: {
      ...clocks.delivery,
      ...(waitForSibling !== undefined && { waitForSibling: waitForSibling + seconds(pace, OF_WAITING) }),
    },
  };
}
