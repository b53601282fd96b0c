import { Duration, RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** What a deleted stack leaves behind, because it holds webhooks, what was delivered, and secrets; a first deploy that fails leaves nothing. */
const removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** AWS keeps a message no longer. */
export const RETENTION = Duration.days(14);

/** AWS takes no more than 1000. The consumer parks by age and on its own and makes these outlast the queue (`backoff.ts`), so only a crash ever gets this far. */
export const MAX_RECEIVE_COUNT = 1000;

/** At least six times the consumer's time-out, as AWS asks of an event source. */
const VISIBILITY = Duration.seconds(360);

export interface Storage {
  readonly queue: Queue;
  /** Webhooks that wait for a decision. */
  readonly parked: Queue;
  readonly table: Table;
}

interface Protection {
  readonly deletionProtection: boolean;
}

/** All that keeps webhooks and what is known of them. */
export function storageOf(scope: Construct, protection: Protection): Storage {
  const parked = fifoQueue(scope, 'Parked');
  return { parked, queue: fifoQueue(scope, 'Queue', parked), table: stateTable(scope, 'State', protection) };
}

/**
 * A FIFO queue that keeps messages as long as SQS allows; what its readers give up on goes to `parked`. That one says by no `RedriveAllowPolicy`
 * whose it is: `byQueue` takes ARNs and no patterns, either queue would have to exist before the other, and a name of our own, which would break
 * that circle, would replace the queues in use. Nor could a stranger use it so: SQS redrives within an account only.
 */
function fifoQueue(scope: Construct, id: string, parked?: Queue): Queue {
  return new Queue(scope, id, {
    fifo: true,
    deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
    fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    retentionPeriod: RETENTION,
    visibilityTimeout: VISIBILITY,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    removalPolicy,
    ...(parked && { deadLetterQueue: { queue: parked, maxReceiveCount: MAX_RECEIVE_COUNT } }),
  });
}

/** Ledger, directory, watermarks and gate: one key space, each item with the moment it may be forgotten. */
function stateTable(scope: Construct, id: string, { deletionProtection }: Protection): Table {
  return new Table(scope, id, {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: TableEncryption.AWS_MANAGED,
    deletionProtection,
    removalPolicy,
  });
}

/** Never change the initial value: CloudFormation would write it over the secrets in use. */
export function emptySecret(scope: Construct, id: string, description: string): Secret {
  const secret = new Secret(scope, id, { description, secretStringValue: SecretValue.unsafePlainText('{"secrets":[]}'), removalPolicy });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'Others issue these secrets, so AWS cannot rotate them. An operator does, and the old one is accepted until it is removed.',
  });
  return secret;
}
