import { expect, it } from 'vitest';
import * as z from 'zod/mini';

import type { Config } from '../../shared/config/config.ts';
import { everything, resourcesOf, synthesized } from './synthesized.ts';

const SENDERS = Array.from({ length: 60 }, (_, index) => `sender-${index}`);

/** Sixty of a team's own senders, which differ in nothing but their names. */
const sixty: Config = {
  ...everything,
  identity: undefined,
  providers: {},
  generic: Object.fromEntries(
    SENDERS.map((name) => [
      name,
      {
        scheme: 'hmac',
        signature: { mode: 'hmac', header: 'x-signature' },
        id: '$.id',
        on: {
          'order.paid': { event: 'purchase_completed', email: '$.email', amount: { value: '$.amount', unit: 'minor' }, currency: 'NGN' },
        },
      } as const,
    ]),
  ),
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html, and the pages of CloudWatch's and Logs Insights' quotas. */
const LIMITS = {
  resources: 500,
  outputs: 200,
  parameters: 200,
  bytes: 1_000_000,
  'groups of a query': 50,
  'metrics of an alarm': 10,
} as const;

const Groups = z.object({ LogGroupNames: z.array(z.unknown()) });
const Metrics = z.object({ Metrics: z.optional(z.array(z.object({ MetricStat: z.optional(z.unknown()) }))) });
const Body = z.object({ Resources: z.object({}), Outputs: z.object({}), Parameters: z._default(z.object({}), {}) });

it('sixty senders are within what CloudFormation and CloudWatch take', { timeout: 180_000 }, () => {
  const template = synthesized(sixty);
  const text = JSON.stringify(template.toJSON());
  const { Resources, Outputs, Parameters } = z
    .object({ ...Body.shape, Resources: z.looseObject({}), Outputs: z.looseObject({}) })
    .parse(JSON.parse(text));
  const queries = Object.values(resourcesOf(template, 'AWS::Logs::QueryDefinition')).map(
    ({ Properties }) => Groups.parse(Properties).LogGroupNames,
  );
  const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Metrics.parse(Properties).Metrics?.filter(({ MetricStat }) => MetricStat) ?? [],
  );
  const counted = {
    resources: Object.keys(Resources).length,
    outputs: Object.keys(Outputs).length,
    parameters: Object.keys(Parameters).length,
    bytes: text.length,
    'groups of a query': Math.max(...queries.map(({ length }) => length)),
    'metrics of an alarm': Math.max(...alarms.map(({ length }) => length)),
  };
  expect(counted.resources).toBeGreaterThan(SENDERS.length * 6);
  expect(queries.flat()).toHaveLength(61 * 3 + 60 + 2);
  const over = Object.entries(LIMITS).filter(([what, most]) => Number(new Map<string, number>(Object.entries(counted)).get(what)) > most);
  expect([over, counted]).toEqual([[], counted]);
});
