import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { providers } from '../../functions/webhooks/registry.ts';
import { DEADLINES } from '../../shared/runtime/deadlines.ts';
import { idOf, resourcesOf, synthesized } from './synthesized.ts';

const template = synthesized();
const count = Object.keys(providers).length;
const queue = { type: 'AWS::SQS::Queue', begins: 'Queue' };
const parked = { type: 'AWS::SQS::Queue', begins: 'Parked' };

describe('the queues', () => {
  it('are FIFO by group, keep messages for 14 days and are encrypted', () => {
    template.allResourcesProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
      VisibilityTimeout: 360,
    });
  });

  it('hand over to the dead-letter queue as late as AWS allows', () => {
    const main = resourcesOf(template, queue.type)[idOf(template, queue)];
    expect(main?.Properties['RedrivePolicy']).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [idOf(template, parked), 'Arn'] },
      maxReceiveCount: 1000,
    });
  });

  it('refuse a call without TLS', () => {
    const denied = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(denied)]) },
    });
  });
});

describe('the functions', () => {
  it('run Node 24 on arm64, untraced, each with a log group that forgets after a month', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: Match.absent(),
      LoggingConfig: { LogGroup: Match.anyValue(), LogFormat: 'JSON', SystemLogLevel: 'WARN', ApplicationLogLevel: 'TRACE' },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    template.resourceCountIs('AWS::Logs::LogGroup', count + 2);
  });

  it('hold no secret in their environment', () => {
    const variables = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).map(({ Properties }) => JSON.stringify(Properties));
    expect(variables.filter((text) => /whsec|sk_|resolve:secretsmanager/.test(text))).toEqual([]);
  });

  it('are deployed the consumer first, for it must read what the receivers write', () => {
    const consumer = idOf(template, { type: 'AWS::Lambda::Function', begins: 'Consumer' });
    const receivers = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).filter(([id]) => id.includes('Receiver'));
    expect(receivers.filter(([, { DependsOn }]) => !DependsOn.includes(consumer)).map(([id]) => id)).toEqual([]);
    expect(resourcesOf(template, 'AWS::Lambda::Function')[consumer]?.DependsOn.filter((id) => id.includes('Receiver'))).toEqual([]);
  });

  it('give a receiver 10 s, so that it can answer after waiting for others as long as it may', () => {
    const receivers = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).filter(([id]) => id.includes('Receiver'));
    expect(receivers).toHaveLength(count);
    expect(new Set(receivers.map(([, { Properties }]) => Properties['Timeout']))).toEqual(new Set([10]));
    expect(Object.values(DEADLINES).reduce((sum, each) => sum + each, 0)).toBeLessThan(9000);
  });

  it('give the consumer 60 s, ten messages at a time, twice at once, and let it return some', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 60,
      Environment: { Variables: Match.objectLike({ STAGE: 'default' }) },
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [idOf(template, queue), 'Arn'] },
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });
});

describe('the table', () => {
  it('is paid per request, forgets by expiresAt, is encrypted and can go back in time', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: false,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('the secrets', () => {
  it('are one per provider and one for Bunce, all empty and of a constant value', () => {
    template.resourceCountIs('AWS::SecretsManager::Secret', count + 1);
    template.allResourcesProperties('AWS::SecretsManager::Secret', {
      SecretString: '{"secrets":[]}',
      GenerateSecretString: Match.absent(),
    });
  });
});

describe('the gateway', () => {
  it('routes POST /webhooks/<provider> and nothing else, throttled and logged', () => {
    const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties['RouteKey']);
    expect(new Set(routes)).toEqual(new Set(Object.keys(providers).map((name) => `POST /webhooks/${name}`)));
    expect(routes).toHaveLength(count);
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingBurstLimit: 400, ThrottlingRateLimit: 200 },
      AccessLogSettings: Match.objectLike({ DestinationArn: Match.anyValue() }),
    });
  });

  it('tells its URL and its secret, one of each per provider', () => {
    const outputs = Object.keys(template.findOutputs('*'));
    expect(outputs).toEqual(
      expect.arrayContaining(['WebhookUrlPaystack', 'SecretArnPaystack', 'SecretArnBunce', 'QueueUrl', 'ParkedQueueUrl']),
    );
    expect(outputs.filter((name) => name.startsWith('WebhookUrl'))).toHaveLength(count);
  });
});
