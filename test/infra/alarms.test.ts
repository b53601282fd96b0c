import { readFileSync } from 'node:fs';

import { Match, type Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';

import type { Config } from '../../shared/config/config.ts';
import { everything, idOf, resourcesOf, synthesized } from './synthesized.ts';

const template = synthesized({
  ...everything,
  providers: { ...everything.providers, clerk: { quiet: '24h' } },
  reconcile: { stripe: '7d' },
});
const topics = {
  mail: idOf(template, { type: 'AWS::SNS::Topic', begins: 'Alarms' }),
  page: idOf(template, { type: 'AWS::SNS::Topic', begins: 'Pages' }),
};
const Action = z.array(z.object({ Ref: z.string() }));
const Metric = z.object({ MetricStat: z.optional(z.unknown()) });
const Alarm = z.object({
  AlarmDescription: z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.union([z.string(), z.object({ Ref: z.string() })]))]) }),
  AlarmActions: Action,
  OKActions: Action,
  Threshold: z.number(),
  Period: z.optional(z.number()),
  EvaluationPeriods: z.number(),
  Metrics: z.optional(z.array(Metric)),
});
const alarmsIn = (from: Template) =>
  Object.entries(resourcesOf(from, 'AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => {
    const { AlarmDescription, ...alarm } = Alarm.parse(Properties);
    const text = AlarmDescription['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : part.Ref)).join('');
    return { id: id.replace(/Alarm[0-9A-F]{8}$/, ''), text, ...alarm };
  });
const alarms = alarmsIn(template);
const alarmNamed = (id: string): string =>
  JSON.stringify(resourcesOf(template, 'AWS::CloudWatch::Alarm')[idOf(template, { type: 'AWS::CloudWatch::Alarm', begins: `${id}Alarm` })]);

const guide = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

describe('every alarm', () => {
  it('rings at one of two topics, and says there when it is over', () => {
    for (const { id, AlarmActions, OKActions } of alarms) {
      expect(OKActions, id).toEqual(AlarmActions);
      expect(AlarmActions, id).toHaveLength(1);
      expect(Object.values(topics), id).toContain(AlarmActions[0]?.Ref);
    }
  });

  it('goes where the table of docs/operations.md says that it goes', () => {
    const rows = [...guide.matchAll(/^\| \[`([\w<>]+)`\]\(#([\w-]+)\) \| (page|mail) \|/gm)].map(
      ([, name = '', section = '', severity = '']) => ({
        name: new RegExp(`^${name.replace('<Provider>', '\\w+')}\\d*$`),
        section,
        severity: severity === 'page' ? topics.page : topics.mail,
      }),
    );
    for (const { id, text, AlarmActions } of alarms) {
      const row = rows.find(({ name }) => name.test(id));
      expect([id, row?.severity]).toEqual([id, AlarmActions[0]?.Ref]);
      expect(text).toContain(`/docs/operations.md#${row?.section}\n`);
    }
    expect(rows.filter(({ name }) => !alarms.some(({ id }) => name.test(id)))).toEqual([]);
  });

  it('leads to a section that exists, to the dashboard, and names the very command', () => {
    const sections = new Set(
      [...guide.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    const told =
      /^[^\n]+\nWhat to do: https:\/\/github\.com\/\S+\/docs\/operations\.md#([\w-]+)\nDashboard: https:\/\/\S+#dashboards:name=BunceSync\nRun: \S.* --stage default$/;
    for (const { id, text } of alarms) {
      expect(sections, id).toContain(told.exec(text)?.[1]);
      expect(text.length, id).toBeLessThan(1024);
    }
  });

  it('begins its link with what the config says, and names the stage of its stack', () => {
    const [first] = alarmsIn(synthesized({ ...everything, runbookUrl: 'https://wiki.example.org/sync' }, 'production'));
    expect(first?.text).toMatch(/What to do: https:\/\/wiki\.example\.org\/sync#[\s\S]* --stage production$/);
  });

  it('looks back no longer than CloudWatch does', () => {
    for (const { id, EvaluationPeriods, Period = 0 } of alarms) expect(EvaluationPeriods * Period, id).toBeLessThanOrEqual(7 * 86_400);
  });
});

describe('what alarms cost', () => {
  const billed = (from: Template): number =>
    alarmsIn(from).reduce((total, { Metrics }) => total + (Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1), 0);
  const three = (settings: Readonly<Record<string, unknown>>) =>
    synthesized({ ...everything, providers: { clerk: settings, paystack: settings, stripe: settings } });

  it('is 22 metrics for three providers, and 25 where the silence of each is watched', () => {
    expect([billed(three({})), billed(three({ quiet: '24h' }))]).toEqual([22, 25]);
  });

  it('is three more where one provider is compared by itself, and one for each other', () => {
    const reconciled = (reconcile: Config['reconcile']) => billed(synthesized({ ...everything, reconcile })) - billed(synthesized());
    expect([reconciled({ stripe: '1d' }), reconciled({ stripe: '1d', clerk: '1d' })]).toEqual([3, 4]);
  });

  it('and no alarm watches more metrics than CloudWatch takes', () => {
    for (const { id, Metrics = [] } of alarms) expect(Metrics.length, id).toBeLessThanOrEqual(11);
  });
});

describe('the silence of a provider', () => {
  const silences = (quiet?: string) => {
    const from = synthesized({ ...everything, providers: { clerk: quiet === undefined ? {} : { quiet }, paystack: {} } });
    return alarmsIn(from).flatMap(({ id, EvaluationPeriods }) => (id.endsWith('Silence') ? [[id, EvaluationPeriods]] : []));
  };

  it('is watched where the config says for how long, by the hour', () => {
    expect(silences()).toEqual([]);
    expect(silences('24h')).toEqual([['ClerkReceiverSilence', 24]]);
    expect(silences('7d')).toEqual([['ClerkReceiverSilence', 168]]);
    expect(silences('90m')).toEqual([['ClerkReceiverSilence', 2]]);
  });
});

describe('a topic', () => {
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
    const both = synthesized({ ...everything, pageEmail: 'pager@example.com' });
    both.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'pager@example.com', TopicArn: { Ref: topics.page } });
    both.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'on-call@example.com', TopicArn: { Ref: topics.mail } });
  });
});

describe('the metrics of a stage', () => {
  it('are told from those of another stage by the name of its stack', () => {
    expect(alarmNamed('BunceDown')).toContain('{"Name":"service","Value":"BunceSync"}');
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ POWERTOOLS_SERVICE_NAME: 'BunceSync' }) },
    });
  });
});
