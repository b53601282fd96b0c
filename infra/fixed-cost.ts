import * as z from 'zod/mini';

import { billedMetrics } from './alarm-metrics.ts';
import { costOf, type PRICES } from './prices.ts';

export interface FixedPart {
  readonly count: number;
  readonly dollars: number;
}

/** Dollars a month at list price before any traffic, as far as a template tells. */
export interface FixedCost {
  readonly parts: Readonly<Record<Part, FixedPart>>;
  readonly dollars: number;
  /** Of whatever kind. */
  readonly alarms: number;
  /** Receiving from a queue that is empty; not among the dollars, for AWS nowhere promises how often it asks. */
  readonly polling: number;
  /** What nobody has said the price of, each with the reason: the dollars are without it. */
  readonly unpriced: readonly string[];
}

const PARTS = {
  secrets: 'secret',
  'alarm metrics': 'alarmMetric',
  'composite alarms': 'compositeAlarm',
  dashboards: 'dashboard',
} as const satisfies Readonly<Record<string, keyof typeof PRICES>>;
type Part = keyof typeof PARTS;

/** What costs by use alone, or nothing: whatever stands here neither is nor has a fixed price. */
const FREE_UNTIL_USED = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CDK::Metadata',
  'AWS::DynamoDB::Table',
  // Those of a schedule that rings a function.
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  // The metric that it makes is billed while in use, as any other.
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Route53::RecordSet',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::ResourcePolicy',
]);

/** What makes a price fixed that is by use else. */
const CAPACITY: readonly (readonly [type: string, property: string, what: string])[] = [
  ['AWS::Lambda::Version', 'ProvisionedConcurrencyConfig', 'provisioned concurrency'],
  ['AWS::Lambda::Alias', 'ProvisionedConcurrencyConfig', 'provisioned concurrency'],
  ['AWS::Lambda::EventSourceMapping', 'ProvisionedPollerConfig', 'provisioned pollers'],
  ['AWS::DynamoDB::Table', 'ProvisionedThroughput', 'provisioned throughput'],
];

const Resource = z.object({ Type: z.string(), Properties: z._default(z.record(z.string(), z.unknown()), {}) });
type Resource = z.infer<typeof Resource>;
const Template = z.object({ Resources: z.record(z.string(), Resource) });
const Secret = z.object({ ReplicaRegions: z._default(z.array(z.unknown()), []) });

type Judged = { readonly part: Part; readonly count: number } | { readonly unpriced: string } | undefined;

/** Reads it off a CloudFormation template. */
export function fixedCostOf(template: unknown): FixedCost {
  const resources = Object.entries(Template.parse(template).Resources);
  const judged = resources.map(([id, resource]) => ({ id, type: resource.Type, ...judge(resource) }));
  const partOf = (part: Part): FixedPart => {
    const count = judged.reduce((sum, each) => sum + ('part' in each && each.part === part ? each.count : 0), 0);
    return { count, dollars: costOf(PARTS[part], count) };
  };
  const parts = {
    secrets: partOf('secrets'),
    'alarm metrics': partOf('alarm metrics'),
    'composite alarms': partOf('composite alarms'),
    dashboards: partOf('dashboards'),
  };
  return {
    parts,
    dollars: Object.values(parts).reduce((sum, { dollars }) => sum + dollars, 0),
    alarms: judged.filter(({ type }) => /^AWS::CloudWatch::(?:Composite)?Alarm$/.test(type)).length,
    polling: costOf('queueRequest', RECEIVES * judged.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping').length),
    unpriced: judged.flatMap((each) => ('unpriced' in each ? [`${each.id} (${each.type}): ${each.unpriced}`] : [])),
  };
}

/** Of a month of 730 hours, by five pollers that wait 20 s each: what AWS has been seen to keep, also for a concurrency of 2. */
const RECEIVES = 5 * 3 * 60 * 730;

function judge({ Type, Properties }: Resource): Judged {
  const capacity = CAPACITY.find(([type, property]) => type === Type && Object.hasOwn(Properties, property));
  if (capacity) return { unpriced: capacity[2] };
  if (FREE_UNTIL_USED.has(Type)) return undefined;
  switch (Type) {
    case 'AWS::SecretsManager::Secret':
      return { part: 'secrets', count: 1 + Secret.parse(Properties).ReplicaRegions.length };
    case 'AWS::CloudWatch::Alarm': {
      const billed = billedMetrics(Properties);
      return 'unpriced' in billed ? billed : { part: 'alarm metrics', count: billed.metrics };
    }
    case 'AWS::CloudWatch::CompositeAlarm':
      return { part: 'composite alarms', count: 1 };
    case 'AWS::CloudWatch::Dashboard':
      return { part: 'dashboards', count: 1 };
    default:
      return { unpriced: 'no price is known' };
  }
}
