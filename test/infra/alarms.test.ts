import { readFileSync } from 'node:fs';

import { Match } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';

import { everything, idOf, resourcesOf, synthesized } from './synthesized.ts';

const template = synthesized();
const topic = idOf(template, { type: 'AWS::SNS::Topic', begins: 'Alarms' });
const Alarm = z.object({ AlarmDescription: z.string(), AlarmActions: z.array(z.unknown()), Threshold: z.number() });
const alarms = Object.entries(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => ({
  id,
  ...Alarm.parse(Properties),
}));
const metricIn = (id: string): string =>
  JSON.stringify(resourcesOf(template, 'AWS::CloudWatch::Alarm')[idOf(template, { type: 'AWS::CloudWatch::Alarm', begins: id })]);

describe('every alarm', () => {
  it('rings at the topic', () => {
    expect(alarms.filter(({ AlarmActions }) => JSON.stringify(AlarmActions) !== JSON.stringify([{ Ref: topic }]))).toEqual([]);
  });

  it('leads to a section of docs/operations.md that exists', () => {
    const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    const sections = new Set(
      [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    const linked = alarms.map(({ AlarmDescription }) => /docs\/operations\.md#([\w-]+)$/.exec(AlarmDescription)?.[1]);
    expect(linked.filter((section) => section === undefined || !sections.has(section))).toEqual([]);
  });
});

describe('the topic', () => {
  it('takes alarms from CloudWatch, of this account only', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: { 'aws:SourceArn': { 'Fn::Join': ['', Match.arrayWith([':cloudwatch:', ':alarm:*'])] } },
            },
          }),
        ]),
      },
    });
  });

  it('is not encrypted with the key of SNS, which CloudWatch may not use', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.absent() });
  });

  it('writes to the address of the stage, and to nobody without one', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com' });
    synthesized(everything, 'production').hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'boss@example.com' });
    const { alarmEmail: _, ...silent } = everything;
    synthesized(silent).resourceCountIs('AWS::SNS::Subscription', 0);
  });
});

describe('the alarm on parked webhooks', () => {
  it('counts what is visible and what is not, never what was sent', () => {
    expect(metricIn('ParkedAlarm')).toMatch(/FILL\(visible, 0\) \+ FILL\(hidden, 0\)/);
    expect(JSON.stringify(template.toJSON())).not.toContain('NumberOfMessagesSent');
  });

  it('rings again after a week, half of what SQS keeps', () => {
    expect(alarms.find(({ id }) => id.startsWith('ParkedAgeAlarm'))?.Threshold).toBe(7 * 86_400);
  });
});

describe('the metrics of a stage', () => {
  it('are told from those of another stage by the name of its stack', () => {
    expect(metricIn('GateAlarm')).toContain('{"Name":"service","Value":"BunceSync"}');
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ POWERTOOLS_SERVICE_NAME: 'BunceSync' }) },
    });
  });
});
