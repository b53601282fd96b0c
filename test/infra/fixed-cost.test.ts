import { describe, expect, it } from 'vitest';

import { fixedCostOf } from '../../infra/fixed-cost.ts';
import { synthesized } from './synthesized.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Each resource under its number. */
const templateOf = (...resources: readonly (readonly [type: string, properties?: Properties])[]) => ({
  Resources: Object.fromEntries(resources.map(([Type, Properties], index) => [`R${index}`, { Type, ...(Properties && { Properties }) }])),
});

const ALARM = 'AWS::CloudWatch::Alarm';
const stat = (Id: string, Period = 300) => ({ Id, MetricStat: { Metric: { MetricName: Id }, Period, Stat: 'Sum' }, ReturnData: false });
const single = { MetricName: 'Errors', Namespace: 'AWS/Lambda', Period: 60 };
const ofTwo = { Metrics: [{ Id: 'sum', Expression: 'FILL(a, 0) + FILL(b, 0)' }, stat('a'), stat('b')] };
const ofOne = { Metrics: [{ ...stat('p99'), ReturnData: true }] };

describe('the fixed cost of a template', () => {
  it('is that of its secrets, of every metric its alarms fetch, of its dashboards and of nothing else', () => {
    const { parts, dollars, alarms, unpriced } = fixedCostOf(
      templateOf(
        ['AWS::SecretsManager::Secret', { SecretString: '{}' }],
        ['AWS::SecretsManager::Secret', { ReplicaRegions: [{ Region: 'eu-west-1' }] }],
        [ALARM, single],
        [ALARM, ofTwo],
        [ALARM, ofOne],
        ['AWS::CloudWatch::CompositeAlarm', { AlarmRule: 'TRUE' }],
        ['AWS::CloudWatch::Dashboard', { DashboardBody: '{}' }],
        ['AWS::Lambda::Function', { ReservedConcurrentExecutions: 5 }],
        ['AWS::ApiGatewayV2::DomainName', { DomainName: 'hooks.example.com' }],
        ['AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' }],
        ['AWS::IAM::Role'],
      ),
    );
    expect({ parts, alarms, unpriced }).toEqual({
      parts: {
        // Two, and a replica.
        secrets: { count: 3, dollars: expect.closeTo(1.2) },
        // 1 + 2 + 1.
        'alarm metrics': { count: 4, dollars: expect.closeTo(0.4) },
        'composite alarms': { count: 1, dollars: 0.5 },
        dashboards: { count: 1, dollars: 3 },
      },
      alarms: 4,
      unpriced: [],
    });
    expect(dollars).toBeCloseTo(5.1);
  });

  it('bills a metric twice that two alarms fetch', () => {
    const { parts } = fixedCostOf(templateOf([ALARM, ofTwo], [ALARM, ofTwo]));
    expect(parts['alarm metrics']).toEqual({ count: 4, dollars: expect.closeTo(0.4) });
  });

  it('tells the polling of a queue apart: 15 receives a minute, 730 hours', () => {
    const { polling, dollars } = fixedCostOf(templateOf(['AWS::Lambda::EventSourceMapping', { BatchSize: 10 }]));
    expect(dollars).toBe(0);
    expect(polling).toBeCloseTo(0.3285, 4);
  });

  it.each([
    ['AWS::KMS::Key', {}, 'no price is known'],
    ['AWS::EC2::NatGateway', {}, 'no price is known'],
    ['AWS::New::Thing', {}, 'no price is known'],
    ['AWS::Lambda::Version', { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } }, 'provisioned concurrency'],
    ['AWS::Lambda::Alias', { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 } }, 'provisioned concurrency'],
    ['AWS::Lambda::EventSourceMapping', { ProvisionedPollerConfig: { MinimumPollers: 1 } }, 'provisioned pollers'],
    ['AWS::DynamoDB::Table', { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }, 'provisioned throughput'],
    [ALARM, { Metrics: [{ Id: 'q', Expression: 'SELECT SUM(Errors) FROM "AWS/Lambda"', Period: 60 }] }, 'a Metrics Insights query'],
    [ALARM, { Metrics: [stat('m'), { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m, 2)' }] }, 'anomaly detection'],
    [ALARM, { ...single, Period: 10 }, 'a period under a minute'],
    [ALARM, { Metrics: [{ ...stat('m', 30), ReturnData: true }] }, 'a period under a minute'],
    [ALARM, { Metrics: [{ Id: 'always', Expression: 'TIME_SERIES(1)' }] }, 'no metric'],
  ])('names %s with %j instead of guessing', (type, properties, why) => {
    expect(fixedCostOf(templateOf([type, properties])).unpriced).toEqual([`R0 (${type}): ${why}`]);
  });

  it('knows the price of all that our own stack holds', () => {
    const { parts, alarms, unpriced } = fixedCostOf(synthesized().toJSON());
    expect(unpriced).toEqual([]);
    expect(parts.secrets.count).toBe(24);
    expect(parts['alarm metrics'].count).toBeGreaterThanOrEqual(alarms);
  });
});
