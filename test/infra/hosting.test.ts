import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { BunceSync } from '../../infra/bunce-sync.ts';
import { BunceSyncStack } from '../../infra/stack.ts';
import type { Config } from '../../shared/config/config.ts';
import { project } from '../project.ts';
import { permissionsOf } from './permissions.ts';
import { CERTIFICATE, everything, idOf, KEY, resourcesOf, synthesized } from './synthesized.ts';

const small: Config = { ...everything, providers: { paystack: {}, clerk: {} }, stages: { production: {} } };
const props = { project: { ...project, config: small }, catalogue: 'none', code: () => import.meta.dirname };

describe('a key of the team', () => {
  const template = synthesized({ ...small, kmsKeyArn: KEY });

  it.each([
    ['AWS::SQS::Queue', { KmsMasterKeyId: KEY, SqsManagedSseEnabled: Match.absent() }],
    ['AWS::DynamoDB::Table', { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY } }],
    ['AWS::SecretsManager::Secret', { KmsKeyId: KEY }],
    ['AWS::Logs::LogGroup', { KmsKeyId: KEY }],
    ['AWS::SNS::Topic', { KmsMasterKeyId: KEY }],
  ])('encrypts every %s', (type, properties) => {
    expect(Object.keys(resourcesOf(template, type)).length).toBeGreaterThan(0);
    template.allResourcesProperties(type, properties);
  });

  it('may be used by each function to write and to read, and no other key may', () => {
    const { ApiRole: _, ...functions } = Object.fromEntries(permissionsOf(template));
    const used = Object.values(functions).map((may) => [...may].filter((each) => each.startsWith('kms:')).toSorted());
    expect(used).toEqual(Array.from({ length: 3 }, () => [`kms:Decrypt on ${KEY}`, `kms:GenerateDataKey on ${KEY}`]));
  });

  it('is not asked for where none is set', () => {
    expect(JSON.stringify(synthesized(small).toJSON())).not.toMatch(/kms:|Kms(?:Master)?KeyId/);
  });

  it('of another region than the stack has is refused, and so is such a certificate', () => {
    const config = { ...small, kmsKeyArn: KEY, domain: { name: 'hooks.example.com', certificateArn: CERTIFICATE } };
    const stack = () => new BunceSyncStack(new App(), 'Far', { ...props, project: { ...project, config }, env: { region: 'us-east-1' } });
    expect(stack).toThrow("kmsKeyArn: expected one of the stack's region us-east-1, got one of eu-west-1");
    expect(stack).toThrow("domain.certificateArn: expected one of the stack's region us-east-1, got one of eu-west-1");
  });
});

describe('the measure of requests', () => {
  const Stage = z.object({ RouteSettings: z.record(z.string(), z.unknown()), DefaultRouteSettings: z.unknown() });
  const stageOf = (template: Template) => Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage'))[0];
  const mpesa = { scheme: 'hmac', signature: { mode: 'path' }, id: '$.id', type: '$.type', on: {} } as const;

  it('is one of its own for every route, beside that of the whole', () => {
    const each = { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 };
    const generic = { mpesa };
    expect(Stage.parse(stageOf(synthesized({ ...small, generic }))?.Properties)).toEqual({
      RouteSettings: { 'POST /webhooks/paystack': each, 'POST /webhooks/clerk': each, 'POST /webhooks/mpesa/{secret}': each },
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    });
  });

  it('is what the config says', () => {
    const template = synthesized({ ...small, throttle: { ratePerSecond: 7, burst: 11 } });
    expect(Stage.parse(stageOf(template)?.Properties).RouteSettings).toMatchObject({
      'POST /webhooks/clerk': { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 11 },
    });
  });

  it('comes after the routes, for the gateway knows none before', () => {
    const template = synthesized(small);
    const routes = Object.keys(resourcesOf(template, 'AWS::ApiGatewayV2::Route'));
    expect(stageOf(template)?.DependsOn).toEqual(expect.arrayContaining(routes));
    expect(routes).toHaveLength(2);
  });
});

describe('instances set aside', () => {
  const reserved = (template: Template) =>
    Object.fromEntries(
      Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).map(([id, { Properties }]) => [
        id.slice(0, -8),
        Properties['ReservedConcurrentExecutions'],
      ]),
    );

  it('are none unless set', () => {
    expect(reserved(synthesized(small))).toEqual({ PaystackReceiver: undefined, ClerkReceiver: undefined, Consumer: undefined });
  });

  it('are those of the config', () => {
    const template = synthesized({ ...small, reservedConcurrency: { receivers: 5, consumer: 2 } });
    expect(reserved(template)).toEqual({ PaystackReceiver: 5, ClerkReceiver: 5, Consumer: 2 });
  });
});

it('all logs are kept as long as the config says', () => {
  const template = synthesized({ ...small, logRetention: '7d' });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
});

describe('outside the default stage', () => {
  const table = (template: Template) =>
    resourcesOf(template, 'AWS::DynamoDB::Table')[idOf(template, { type: 'AWS::DynamoDB::Table', begins: '(?:Sync)?State' })];

  it('the table cannot be deleted, nor a stack that holds nothing else', () => {
    const stack = new BunceSyncStack(new App(), 'Live', { ...props, stage: 'production' });
    expect(table(Template.fromStack(stack))?.Properties['DeletionProtectionEnabled']).toBe(true);
    expect(stack.terminationProtection).toBe(true);
  });

  it("a team's own stack can", () => {
    const stack = new Stack(new App(), 'Shop');
    expect(new BunceSync(stack, 'Sync', { ...props, stage: 'production' }).node.path).toBe('Shop/Sync');
    expect(table(Template.fromStack(stack))?.Properties['DeletionProtectionEnabled']).toBe(true);
    expect(stack.terminationProtection).toBe(false);
  });

  it('and in it both can', () => {
    const stack = new BunceSyncStack(new App(), 'Trial', props);
    expect(table(Template.fromStack(stack))?.Properties['DeletionProtectionEnabled']).toBe(false);
    expect(stack.terminationProtection).toBe(false);
  });
});
