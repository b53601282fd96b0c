import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';

import type { Invocation } from './lambda/invocation.ts';

/** An empty or null list, object or response is success; any entry without a good identifier makes the whole response invalid. */
const BatchResponse = z.nullish(
  z.object({ batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string().check(z.minLength(1)) }))) }),
);

export interface Batch {
  readonly invocation: Invocation;
  readonly records: readonly SQSRecord[];
  readonly partialResponses: boolean;
}

/**
 * The records Lambda deletes after an invocation: none after an error or an invalid response.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function doneOf({ invocation, records, partialResponses }: Batch): readonly SQSRecord[] {
  if (!invocation.ok) return [];
  if (!partialResponses) return records;
  const parsed = BatchResponse.safeParse(invocation.payload);
  if (!parsed.success) return [];
  const failed = new Set(parsed.data?.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
  const known = new Set(records.map(({ messageId }) => messageId));
  return [...failed].every((id) => known.has(id)) ? records.filter(({ messageId }) => !failed.has(messageId)) : [];
}
