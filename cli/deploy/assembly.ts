import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { MARK } from '../../infra/names.ts';
import { fixedCostIn } from './fixed-cost.ts';

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.optional(z.looseObject({ templateFile: z.optional(z.string()) })) }),
  ),
});
const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string() })),
  Outputs: z._default(z.record(z.string(), z.unknown()), {}),
});

/** What people call the resources that they look for. */
const KINDS: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'function',
  'AWS::SQS::Queue': 'queue',
  'AWS::DynamoDB::Table': 'table',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::ApiGatewayV2::Api': 'HTTP API',
  'AWS::SNS::Topic': 'topic',
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::CloudWatch::Dashboard': 'dashboard',
  'AWS::IAM::Role': 'role',
  'AWS::Logs::LogGroup': 'log group',
};

/** Each stack of a cloud assembly with us in it, how many of what it holds, and what it costs before any traffic. */
export function contentsOf(assembly: string): readonly string[] {
  const { artifacts } = Manifest.parse(jsonIn(assembly, 'manifest.json'));
  return Object.entries(artifacts).flatMap(([name, { type, properties }]) => {
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const template = jsonIn(assembly, properties.templateFile);
    const { Resources, Outputs } = Template.parse(template);
    const ours = Object.keys(Outputs).some((output) => output.endsWith(MARK));
    if (!ours) return [];
    return [`stack ${name}: ${countsIn(Object.values(Resources).map(({ Type }) => Type))}`, ...fixedCostIn(template)];
  });
}

const jsonIn = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

function countsIn(types: readonly string[]): string {
  const counts = Object.entries(KINDS).map(([type, kind]) => [types.filter((each) => each === type).length, kind] as const);
  const others = types.filter((type) => !Object.hasOwn(KINDS, type)).length;
  const told = counts.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}${count === 1 ? '' : 's'}`);
  return [...told, ...(others > 0 ? [`${others} more that join them`] : [])].join(', ');
}
