import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';

/** Puts all that can hold a webhook, a secret or a log line under one key; its policy is its owner's. */
export function encrypt(part: Construct, keyArn: string): void {
  for (const each of part.node.findAll()) encryptOne(each, keyArn);
}

function encryptOne(each: IConstruct, keyArn: string): void {
  if (each instanceof CfnQueue) [each.kmsMasterKeyId, each.sqsManagedSseEnabled] = [keyArn, undefined];
  if (each instanceof CfnTable) each.sseSpecification = { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: keyArn };
  if (each instanceof CfnSecret) each.kmsKeyId = keyArn;
  if (each instanceof CfnLogGroup) each.kmsKeyId = keyArn;
  if (each instanceof CfnTopic) each.kmsMasterKeyId = keyArn;
}
