import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Feeds a function from a queue: ten at a time, twice at once, which is the least AWS allows; some of a batch may come back alone. */
export function addSource(consumer: Function, queue: IQueue): void {
  consumer.addEventSourceMapping('Source', {
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    maxConcurrency: 2,
    reportBatchItemFailures: true,
  });
}
