import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Single actions on single resources: CDK's own grants give more, such as Scan. */
const allow = (grantee: IFunction, actions: string[], resources: string[]): void =>
  grantee.addToRolePolicy(new PolicyStatement({ actions, resources }));

export const mayRead = (grantee: IFunction, { secretArn }: Pick<ISecret, 'secretArn'>): void =>
  allow(grantee, ['secretsmanager:GetSecretValue'], [secretArn]);

export const maySend = (grantee: IFunction, queues: readonly IQueue[]): void =>
  allow(
    grantee,
    ['sqs:SendMessage'],
    queues.map(({ queueArn }) => queueArn),
  );

export const mayTake = (grantee: IFunction, { queueArn }: IQueue): void =>
  allow(grantee, ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'], [queueArn]);

/** Reads and writes of known keys: what shared/runtime/table.ts does. */
export const mayKeep = (grantee: IFunction, { tableArn }: Pick<ITable, 'tableArn'>): void =>
  allow(grantee, ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 'dynamodb:UpdateItem'], [tableArn]);
