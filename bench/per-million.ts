import { costOf } from '../infra/prices.ts';
import type { Usage } from './measuring.ts';
import type { PlatformLogs } from './platform-logs.ts';

/** Megabytes. */
export interface Memory {
  readonly receiver: number;
  readonly consumer: number;
}

export interface Setting {
  readonly logs: PlatformLogs;
  readonly memory: Memory;
}

/** Dollars for a million webhooks, by part. */
export function perMillion(used: Usage, { logs, memory }: Setting): Readonly<Record<string, number>> {
  const { receiver, consumer, webhooks } = used;
  const invocations = receiver.invocations + consumer.invocations;
  const logBytes = used.logBytes + receiver.invocations * logs.access + invocations * logs.invocation;
  const gigabyteSeconds = (milliseconds: number, megabytes: number): number => (milliseconds / 1000) * (megabytes / 1024);
  const dollars = {
    'gateway requests': costOf('httpRequest', receiver.invocations),
    'Lambda requests': costOf('invocation', invocations),
    'receiver, GB-seconds': costOf('gigabyteSecond', gigabyteSeconds(receiver.milliseconds, memory.receiver)),
    'consumer, GB-seconds': costOf('gigabyteSecond', gigabyteSeconds(consumer.milliseconds, memory.consumer)),
    'SQS requests': costOf('queueRequest', used.queueRequests),
    'DynamoDB writes': costOf('writeUnit', used.writes),
    'DynamoDB reads': costOf('readUnit', used.reads),
    'table, a month': costOf('tableByte', used.tableBytes) + costOf('tableByteBackedUp', used.tableBytes),
    'logs taken in': costOf('logByte', logBytes),
    'logs kept a month': costOf('logByteKept', logBytes),
  };
  return Object.fromEntries(Object.entries(dollars).map(([part, sum]) => [part, (sum / webhooks) * 1e6]));
}

/** Dollars a million for each tenth of a second that Bunce takes for an answer, where calls come one after the other. */
export const perTenthOfASecond = ({ calls, webhooks }: Pick<Usage, 'calls' | 'webhooks'>, { consumer }: Memory): number =>
  costOf('gigabyteSecond', (calls / webhooks) * 0.1 * (consumer / 1024)) * 1e6;

export const totalOf = (parts: Readonly<Record<string, number>>): number => Object.values(parts).reduce((sum, each) => sum + each, 0);
