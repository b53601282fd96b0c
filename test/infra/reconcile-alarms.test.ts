import { describe, expect, it } from 'vitest';

import { everything, resourcesOf, synthesized } from './synthesized.ts';

const template = synthesized({ ...everything, reconcile: { stripe: '1d', clerk: '12h' } });

describe('the alarm of what is missing', () => {
  it('rings until the next run has measured, by mail, with the command that lists and sends nothing', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'missingFound',
      Dimensions: [
        { Name: 'provider', Value: 'clerk' },
        { Name: 'service', Value: 'BunceSync' },
      ],
      Statistic: 'Maximum',
      Period: 3600,
      EvaluationPeriods: 14,
      DatapointsToAlarm: 1,
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
    const alarms = JSON.stringify(resourcesOf(template, 'AWS::CloudWatch::Alarm'));
    expect(alarms).toContain('reconcile --provider stripe --since 7d --stage default');
    expect(alarms).not.toContain('--apply');
  });
});

describe('the alarm of what cannot be compared', () => {
  const alarm = Object.entries(resourcesOf(template, 'AWS::CloudWatch::Alarm')).find(([id]) => id.startsWith('ReconcileAlarm'))?.[1];

  it('stays until the provider of the longest interval has been compared again', () => {
    expect(alarm?.Properties).toMatchObject({ EvaluationPeriods: 26, DatapointsToAlarm: 1 });
  });

  it('rings too where Lambda did not start it', () => {
    const text = JSON.stringify(alarm);
    expect(text).toContain('"Expression":"FILL(errors, 0) + FILL(throttles, 0)"');
    expect(text.match(/"Period":3600/g)).toHaveLength(2);
  });
});
