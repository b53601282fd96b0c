import { expect, it } from 'vitest';

import { alarmsIn } from '../../../local/cloudwatch/alarm.ts';
import { metricStore } from '../../../local/cloudwatch/metric-store.ts';

const MINUTE = 60_000;
const NOW = 1000 * MINUTE;

/** An alarm on one metric, a minute each, with values so many minutes ago. */
function rings(properties: object, ago: Readonly<Record<number, number>>): boolean {
  const Metric = { Namespace: 'n', MetricName: 'm', Dimensions: [{ Name: 'd', Value: { Ref: 'Queue' } }], Period: 60, Statistic: 'Sum' };
  const Properties = {
    ...Metric,
    AlarmDescription: 'x',
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: 5,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
    ...properties,
  };
  const template = { stack: 's', resources: { TheAlarm0123ABCD: { Type: 'AWS::CloudWatch::Alarm', Properties } }, assets: new Map() };
  const store = metricStore();
  for (const [minutes, value] of Object.entries(ago))
    store.put({ namespace: 'n', name: 'm', dimensions: { d: 'q' }, value }, NOW - Number(minutes) * MINUTE);
  const [alarm] = alarmsIn({ template, known: new Map([['Queue', { Ref: 'q' }]]) });
  return alarm?.rings(store, NOW) ?? false;
}

const twoOfThree = { EvaluationPeriods: 3, DatapointsToAlarm: 2 };

it.each<readonly [string, object, Readonly<Record<number, number>>, boolean]>([
  ['at its threshold', {}, { 0.5: 5 }, true],
  ['below its threshold', {}, { 0.5: 4 }, false],
  ['what is past', {}, { 1.5: 9 }, false],
  ['nothing measured', {}, {}, false],
  ['nothing measured, where that is bad', { TreatMissingData: 'breaching' }, {}, true],
  ['one of three', twoOfThree, { 0.5: 9 }, false],
  ['two of three', twoOfThree, { 0.5: 9, 2.5: 9 }, true],
  ['two of three, an older one', twoOfThree, { 0.5: 9, 3.5: 9 }, false],
  ['too little', { ComparisonOperator: 'LessThanThreshold' }, { 0.5: 4 }, true],
  ['enough', { ComparisonOperator: 'LessThanThreshold' }, { 0.5: 5 }, false],
])('%s', (_, properties, ago, expected) => {
  expect(rings(properties, ago)).toBe(expected);
});

it('what the evaluator does not know it refuses', () => {
  expect(() => rings({ ComparisonOperator: 'GreaterThanUpperThreshold' }, {})).toThrow();
  expect(() => rings({ TreatMissingData: 'missing' }, {})).toThrow();
});
