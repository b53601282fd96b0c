import { describe, expect, it } from 'vitest';

import { dataIn } from '../../../local/cloudwatch/embedded-metrics.ts';
import { metricStore } from '../../../local/cloudwatch/metric-store.ts';

const metric = { namespace: 'n', name: 'm', dimensions: { a: '1', b: '2' } };

function filled() {
  const store = metricStore();
  for (const [at, value] of [10, 20, 30, 40].entries()) store.put({ ...metric, value }, (at + 1) * 1000);
  return store;
}

describe('the store of metrics', () => {
  it.each([
    ['Sum', 90],
    ['Maximum', 40],
    ['Minimum', 20],
    ['Average', 30],
    ['SampleCount', 3],
    ['p99', 40],
    ['p50', 30],
  ])('gives the %s of a span, its beginning left out', (statistic, value) => {
    expect(filled().statistic(metric, { from: 1000, until: 4000, statistic })).toBe(value);
  });

  it('knows a metric by all its dimensions, in whatever order', () => {
    const asked = { from: 0, until: 9000, statistic: 'Sum' };
    expect(filled().statistic({ ...metric, dimensions: { b: '2', a: '1' } }, asked)).toBe(100);
    expect(filled().statistic({ ...metric, dimensions: { a: '1' } }, asked)).toBeUndefined();
    expect(filled().statistic(metric, { ...asked, from: 9000, until: 9999 })).toBeUndefined();
  });
});

it('a line of a log holds metrics under their dimensions, single or many', () => {
  const directive = { Namespace: 'n', Dimensions: [['service']], Metrics: [{ Name: 'one' }, { Name: 'many' }] };
  const line = { service: 'S', one: 1, many: [2, 3], message: 'x', _aws: { Timestamp: 1, CloudWatchMetrics: [directive] } };
  expect(dataIn(JSON.stringify(line)).map(({ name, value, dimensions }) => [name, value, dimensions['service']])).toEqual([
    ['one', 1, 'S'],
    ['many', 2, 'S'],
    ['many', 3, 'S'],
  ]);
  expect(dataIn('no "json" at all')).toEqual([]);
});
