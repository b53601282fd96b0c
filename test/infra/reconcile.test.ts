import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { stackName } from '../../infra/names.ts';
import { BunceSyncStack } from '../../infra/stack.ts';
import { settle } from '../../infra/settle.ts';
import { type Config, stageOf } from '../../shared/config/config.ts';
import { project } from '../project.ts';
import { permissionsOf } from './permissions.ts';
import { everything, KEY, resourcesOf, synthesized } from './synthesized.ts';

const reconcile = { stripe: '1d', clerk: '12h' } as const;
const template = synthesized({ ...everything, reconcile });
const plain = synthesized();
const Body = z.object({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });
const bodyOf = (from: typeof template) => Body.parse(from.toJSON()).Resources;

describe('a config that names nobody to reconcile', () => {
  it('has no function and no rule for it', () => {
    expect(Object.keys(bodyOf(plain)).filter((id) => /reconcile|missingfound/i.test(id))).toEqual([]);
    plain.resourceCountIs('AWS::Events::Rule', 0);
    expect(bodyOf(synthesized({ ...everything, reconcile: {} }))).toEqual(bodyOf(plain));
  });

  it('has all else as one with it, but for the alarms on the dashboard and the logs that are searched', () => {
    const beside = new Map(Object.entries(bodyOf(template)));
    const changed = Object.entries(bodyOf(plain)).filter(([id, resource]) => JSON.stringify(beside.get(id)) !== JSON.stringify(resource));
    expect(new Set(changed.map(([, { Type }]) => Type))).toEqual(new Set(['AWS::CloudWatch::Dashboard', 'AWS::Logs::QueryDefinition']));
  });

  it('is a stage that takes it back', () => {
    const staged: Config = { ...everything, reconcile, stages: { production: { reconcile: {} } } };
    synthesized(staged, 'production').resourceCountIs('AWS::Events::Rule', 0);
  });
});

describe('what reconciles by itself', () => {
  it('is one function and one rule that rings every hour, whatever the intervals', () => {
    const added = Object.entries(bodyOf(template)).filter(([id]) => !(id in bodyOf(plain)));
    expect(added.map(([id, { Type }]) => `${Type} ${id.replace(/[0-9A-F]{8}$/, '')}`).toSorted()).toEqual([
      'AWS::CloudWatch::Alarm ClerkMissingFoundAlarm',
      'AWS::CloudWatch::Alarm ReconcileAlarm',
      'AWS::CloudWatch::Alarm StripeMissingFoundAlarm',
      'AWS::Events::Rule ReconcileRule',
      'AWS::IAM::Role ReconcileRole',
      'AWS::Lambda::EventInvokeConfig ReconcileEventInvokeConfig',
      'AWS::Lambda::Function Reconcile',
      expect.stringMatching(/^AWS::Lambda::Permission ReconcileRuleAllowEventRule/),
      'AWS::Logs::LogGroup ReconcileLog',
    ]);
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(17 * * * ? *)', State: 'ENABLED' });
    template.hasResourceProperties('AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' });
  });

  it('reads what it compares, counts the queue, looks into the dead-letter queue, and sends, takes and deletes nothing', () => {
    expect(permissionsOf(template).get('ReconcileRole')).toEqual(
      new Set([
        'logs:CreateLogStream on ReconcileLog',
        'logs:PutLogEvents on ReconcileLog',
        'dynamodb:Scan on State',
        'dynamodb:BatchGetItem on State',
        'sqs:GetQueueAttributes on Queue',
        'sqs:GetQueueAttributes on Parked',
        'sqs:ReceiveMessage on Parked',
        'sqs:ChangeMessageVisibility on Parked',
        'secretsmanager:GetSecretValue on StripeSecret',
        'secretsmanager:GetSecretValue on ClerkSecret',
      ]),
    );
  });

  it('may decrypt by a key of the config, and not encrypt', () => {
    const roles = Object.entries(resourcesOf(synthesized({ ...everything, reconcile, kmsKeyArn: KEY }), 'AWS::IAM::Role'));
    const role = roles.find(([id]) => id.startsWith('ReconcileRole'));
    const text = JSON.stringify(role);
    expect([text.includes('"Action":"kms:Decrypt"'), text.includes('GenerateDataKey')]).toEqual([true, false]);
  });

  it('is nothing that cdk-nag finds fault with', () => {
    const app = new App();
    const props = { project: { ...project, config: { ...everything, reconcile } }, catalogue: 'none', code: () => import.meta.dirname };
    const stack = new BunceSyncStack(app, stackName('default'), props);
    expect(() => app.synth()).not.toThrow();
    expect(stack.node.findAll().filter(({ node }) => node.id === 'ReconcileRule')).toHaveLength(1);
  });
});

describe('a name under reconcile', () => {
  const refusal = (given: Record<string, unknown>, changes: Partial<Config> = {}): string => {
    try {
      settle({ config: { ...everything, ...changes, reconcile: given as Config['reconcile'] }, ownProviders: {} }, 'default');
    } catch (error) {
      return String(error);
    }
    return 'none';
  };

  it.each([
    [
      'is refused where it is not enabled',
      { strip: '1d' },
      /reconcile\.strip: is not enabled: put it under providers, .*did you mean stripe\?/,
    ],
    ['is refused without a history', { bond: '1d' }, /reconcile\.bond: has no history .* take it out; those that have: clerk, flutterwave/],
    ['is refused where nobody knows its API', { shopify: '1d' }, /reconcile\.shopify: nobody knows .* set providers\.shopify\.baseUrl/],
    [
      'takes no longer than half of what the ledger keeps',
      { stripe: '15d' },
      /reconcile\.stripe: expected a duration such as '1d', .*at most '14d', got '15d'/,
    ],
    ['takes no number', { stripe: 24 }, /reconcile\.stripe: .*got 24: if that was hours, write '24h'/],
    ['takes no shorter time than an hour', { stripe: '5m' }, /reconcile\.stripe: .*at least '1h'/],
  ])('%s', (_what, given, says) => {
    expect(refusal(given)).toMatch(says);
  });

  it.each([
    ['14d', '34h', /'34h' it looks further .* set it to at most '335h', or set delivery\.waitForSibling to at most '33h'/],
    [
      '1h',
      '30d',
      /reconcile\.stripe: with delivery\.waitForSibling '30d' it looks .*30 days: set delivery\.waitForSibling to at most '703h'/,
    ],
    ['14d', '33h', /^none$/],
  ] as const)('of %s beside a waitForSibling of %s has to fit in the ledger', (stripe, waitForSibling, says) => {
    expect(refusal({ stripe }, { delivery: { waitForSibling } })).toMatch(says);
  });

  it('may be that of another account', () => {
    expect(refusal({ 'stripe-eu': '1d' }, { providers: { ...everything.providers, 'stripe-eu': { is: 'stripe' } } })).toBe('none');
  });

  it('may differ between stages', () => {
    const staged = stageOf({ ...everything, reconcile, stages: { production: { reconcile: { stripe: '2d' } } } }, 'production');
    expect(staged.reconcile).toEqual({ stripe: '2d' });
  });
});
