import { describe, expect, it } from 'vitest';

import type { Usage } from '../../bench/measuring.ts';
import { perMillion, perTenthOfASecond, totalOf } from '../../bench/per-million.ts';
import { overLimits, seriesFor } from '../../bench/template-limits.ts';
import { fixedCostOf } from '../../infra/fixed-cost.ts';

/** Of ten webhooks, which came as one batch. */
const used: Usage = {
  webhooks: 10,
  requests: 30,
  writes: 40,
  reads: 20,
  operations: {},
  logBytes: 8000,
  series: new Set(),
  queueRequests: 12,
  receiver: { invocations: 10, milliseconds: 200 },
  consumer: { invocations: 1, milliseconds: 400 },
  calls: 15,
  tableBytes: 3000,
};
const memory = { receiver: 512, consumer: 256 };

describe('a million webhooks', () => {
  it('cost by part what its ten used, a hundred thousand times', () => {
    const parts = perMillion(used, { logs: { access: 200, invocation: 300 }, memory });
    const close = (dollars: number): unknown => expect.closeTo(dollars, 4);
    expect(parts).toEqual({
      'gateway requests': close(1),
      // 1.1 million at $0.20.
      'Lambda requests': close(0.22),
      // 20 ms of half a GB, and 40 ms of a quarter.
      'receiver, GB-seconds': close(0.1333),
      'consumer, GB-seconds': close(0.1333),
      // 1.2 million at $0.50.
      'SQS requests': close(0.6),
      'DynamoDB writes': close(2.5),
      'DynamoDB reads': close(0.25),
      // 300 bytes each at $0.45 a GB.
      'table, a month': close(0.135),
      // 800 + 200 + 330 bytes each at $0.50 a GB, then $0.03.
      'logs taken in': close(0.665),
      'logs kept a month': close(0.0399),
    });
    expect(totalOf(parts)).toBeCloseTo(5.6765, 3);
  });

  it('cost more when Bunce takes its time: each call holds the consumer', () => {
    // 1.5 calls of 100 ms at a quarter of a GB.
    expect(perTenthOfASecond(used, memory)).toBeCloseTo(0.5, 3);
  });
});

describe('the limits', () => {
  const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } };
  const alarms = (count: number, more = {}) => ({
    Resources: { ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`A${index}`, alarm])), ...more },
  });
  const dashboard = { Type: 'AWS::CloudWatch::Dashboard' };
  const stack = (template: unknown, providers = 3) => ({ ...fixedCostOf(template), providers, metrics: 0, secretReads: 0 });
  const within = { bursts: { all: 7 }, 'one by one': { all: 9 } };

  it('are kept by 25 alarm metrics and by $7 and $9', () => {
    expect(overLimits([stack(alarms(25))], within)).toEqual([]);
  });

  it('are broken by one alarm metric more, by a cent more and by what has no price', () => {
    const beyond = { bursts: { most: 6, rest: 1.01 }, 'one by one': { all: 9.01 } };
    const more = { One: dashboard, Two: dashboard, Nat: { Type: 'AWS::EC2::NatGateway' } };
    expect(overLimits([stack(alarms(26, more))], beyond)).toEqual([
      '$ a month before any traffic, 3 providers: 8.6, at most 8',
      'billed alarm metrics, 3 providers: 26, at most 25',
      '$ per million, bursts: 7.01, at most 7',
      '$ per million, one by one: 9.01, at most 9',
      'unpriced: Nat (AWS::EC2::NatGateway): no price is known',
    ]);
  });

  it('are for three providers', () => {
    expect(overLimits([stack(alarms(100), 23)], within)).toEqual([]);
  });
});

it('more providers have as many metrics each as the one with the most, and share the rest', () => {
  const series = new Set([
    'N latency service=S',
    'N webhooks provider=clerk',
    'N webhooks provider=paystack',
    'N unread provider=paystack',
  ]);
  expect([seriesFor(series, 2), seriesFor(series, 23)]).toEqual([1 + 2 * 2, 1 + 2 * 23]);
});
