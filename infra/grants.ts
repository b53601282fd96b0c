import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Single actions on single resources: CDK's own grants give more, such as Scan. */
const allow = (actions: string[], ...resources: string[]): PolicyStatement => new PolicyStatement({ actions, resources });

export const mayRead = ({ secretArn }: Pick<ISecret, 'secretArn'>): PolicyStatement => allow(['secretsmanager:GetSecretValue'], secretArn);

export const maySend = (...queues: readonly IQueue[]): PolicyStatement =>
  allow(['sqs:SendMessage'], ...queues.map(({ queueArn }) => queueArn));

export const mayTake = ({ queueArn }: IQueue): PolicyStatement =>
  allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'], queueArn);

/** Reads and writes of known keys: what shared/runtime/table.ts does. */
export const mayKeep = ({ tableArn }: Pick<ITable, 'tableArn'>): PolicyStatement =>
  allow(['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 'dynamodb:UpdateItem'], tableArn);

/** The whole table, and known keys. */
export const mayReadAll = ({ tableArn }: Pick<ITable, 'tableArn'>): PolicyStatement =>
  allow(['dynamodb:Scan', 'dynamodb:BatchGetItem'], tableArn);

/** How many messages there are. */
export const mayCount = ({ queueArn }: IQueue): PolicyStatement => allow(['sqs:GetQueueAttributes'], queueArn);

/** Into messages, which are hidden meanwhile and stay. */
export const mayLook = ({ queueArn }: IQueue): PolicyStatement =>
  allow(['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'], queueArn);

/** For who only reads. */
export const mayReadByKey = (keyArn: string | undefined): readonly PolicyStatement[] =>
  keyArn === undefined ? [] : [allow(['kms:Decrypt'], keyArn)];

/** Both to send to a queue; to read a queue, a secret or the table, the second alone, which DynamoDB asks of its caller for writes too. */
export const mayUseKey = (keyArn: string | undefined): readonly PolicyStatement[] =>
  keyArn === undefined ? [] : [allow(['kms:GenerateDataKey', 'kms:Decrypt'], keyArn)];

export const mayLog = (logGroupArn: string): PolicyStatement => allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroupArn);
