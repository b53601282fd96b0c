import { createRequire } from 'node:module';

import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { BunceSync } from '../../infra/bunce-sync.ts';
import { project } from '../project.ts';
import { everything, resourcesOf } from './synthesized.ts';

const small = { ...project, config: { ...everything, providers: { paystack: {}, clerk: {} }, stages: { production: {} } } };
const KEPT = ['AWS::SQS::Queue', 'AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret', 'AWS::ApiGatewayV2::Api', 'AWS::SNS::Topic'];

const put = (scope: Construct, id: string, stage = 'default'): BunceSync =>
  new BunceSync(scope, id, { project: small, stage, catalogue: 'none', code: () => import.meta.dirname });

/** A team's own stack, with something of theirs in it. */
function shop(name = 'Shop'): Stack {
  const stack = new Stack(new App(), name);
  expect(new Bucket(stack, 'Receipts').bucketName).toBeDefined();
  return stack;
}

/** What logs and metrics are found by. */
const servicesIn = (template: Template): ReadonlySet<string | undefined> =>
  new Set([...JSON.stringify(template.toJSON()).matchAll(/"POWERTOOLS_SERVICE_NAME":"([^"]*)"/g)].map(([, service]) => service));

const Resources = z.object({ Resources: z.record(z.string(), z.unknown()) });
const idsIn = (template: Template): readonly string[] => Object.keys(Resources.parse(template.toJSON()).Resources);

describe("in a team's stack", () => {
  const stack = shop();
  const sync = put(stack, 'Sync');
  const template = Template.fromStack(stack);

  // Another logical id is another queue, table, secret or URL: the old one would be left behind with all that it holds.
  it('what is kept has names that no release changes', () => {
    const ids = KEPT.flatMap((type) => Object.keys(resourcesOf(template, type)));
    expect(ids).toMatchInlineSnapshot(`
      [
        "SyncParked41EAB9E1",
        "SyncQueue14CFE323",
        "SyncStateFE480404",
        "SyncPaystackSecretDD29E5AB",
        "SyncClerkSecretD9F222A9",
        "SyncBunceSecret66FC7602",
        "SyncApiB4C7D28A",
        "SyncAlarmsE5BB6553",
        "SyncPages182A5861",
      ]
    `);
  });

  it('is a neighbour: nothing of theirs is changed, and the stack gets no description', () => {
    const alone = Template.fromStack(shop()).toJSON();
    expect(template.toJSON()).toMatchObject({ Resources: alone['Resources'] });
    expect(stack.templateOptions.description).toBeUndefined();
  });

  it('has its own name in metrics, logs, alarms and outputs', () => {
    expect(servicesIn(template)).toEqual(new Set(['Shop/Sync']));
    expect(JSON.stringify(template.findResources('AWS::CloudWatch::Alarm'))).toContain('{"Name":"service","Value":"Shop/Sync"}');
    expect(Object.keys(template.findOutputs('*'))).toEqual(
      expect.arrayContaining(['SyncWebhookUrlPaystack', 'SyncQueueUrl', 'SyncBunceSyncStage']),
    );
  });

  it('hands out what others may want to watch, map or read', () => {
    const { api, queue, parkedQueue, table, alarmTopics } = sync;
    const ids = [api, queue, parkedQueue, table, alarmTopics.page, alarmTopics.mail].map(({ node }) => node.path);
    expect(ids).toEqual(['Api', 'Queue', 'Parked', 'State', 'Pages', 'Alarms'].map((id) => `Shop/Sync/${id}`));
  });
});

describe('several', () => {
  it('in one stack share nothing', () => {
    const stack = shop();
    put(stack, 'North');
    put(stack, 'South', 'production');
    const template = Template.fromStack(stack);
    const [north, south] = ['North', 'South'].map((id) => idsIn(template).filter((each) => each.startsWith(id)));
    expect(north?.map((id) => id.slice(5, -8))).toEqual(south?.map((id) => id.slice(5, -8)));
    expect(template.findOutputs('*')).toMatchObject({
      NorthBunceSyncStage: { Value: 'default' },
      SouthBunceSyncStage: { Value: 'production' },
    });
    expect(servicesIn(template)).toEqual(new Set(['Shop/North', 'Shop/South']));
  });

  it('in one app are told apart by their stacks', () => {
    const app = new App();
    const stacks = ['Lagos', 'Accra'].map((name) => Stack.of(put(new Stack(app, name), 'Sync')));
    expect(stacks.map((stack) => [...servicesIn(Template.fromStack(stack))])).toEqual([['Lagos/Sync'], ['Accra/Sync']]);
  });
});

it('stands in a nested stack too, where the name of the stack is known to CloudFormation alone', () => {
  const nested = new NestedStack(shop(), 'Webhooks');
  put(nested, 'my-sync');
  const template = Template.fromStack(nested);
  expect(Object.keys(template.findOutputs('*'))).toContain('mysyncQueueUrl');
  expect(JSON.stringify(template.findResources('AWS::CloudWatch::Alarm'))).toContain('"/mysync"');
});

it("is taken by an app in CommonJS, as CDK's own template writes it", () => {
  expect(createRequire(import.meta.url)('../../entries/cdk.ts')).toMatchObject({
    BunceSync: expect.any(Function),
    BunceSyncStack: expect.any(Function),
  });
});
