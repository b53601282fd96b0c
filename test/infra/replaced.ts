import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';

import { resourcesOf } from './synthesized.ts';

/**
 * Whose change makes CloudFormation replace a resource ("Update requires: Replacement"), by
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html, …/aws-resource-dynamodb-table.html and
 * …/aws-resource-secretsmanager-secret.html
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes', 'ImportSourceSpecification'],
  'AWS::SecretsManager::Secret': ['Name'],
};

/** The types of what outlives its stack. */
export const KEPT = Object.keys(REPLACING);

export interface Update {
  readonly before: Template;
  readonly after: Template;
}

/** The kept resources that an update takes out of the stack, and what of the others it replaces. */
export function replacedBy({ before, after }: Update): { readonly gone: readonly string[]; readonly replaced: readonly string[] } {
  const all = KEPT.flatMap((type) =>
    Object.entries(resourcesOf(before, type)).map(([id, old]) => ({ id, type, old, now: resourcesOf(after, type)[id] })),
  );
  return {
    gone: all.filter(({ now }) => !now).map(({ id }) => id),
    replaced: all.flatMap(({ id, type, old, now }) =>
      (REPLACING[type] ?? [])
        .filter((name) => now && JSON.stringify(old.Properties[name]) !== JSON.stringify(now.Properties[name]))
        .map((name) => `${id}.${name}`),
    ),
  };
}

const Whole = z.object({ Resources: z.record(z.string(), z.unknown()), Parameters: z.optional(z.record(z.string(), z.unknown())) });

/** The names that a template refers to and does not hold. */
export function orphansOf(template: Template): readonly string[] {
  const { Resources, Parameters } = Whole.parse(template.toJSON());
  const told = new Set([...Object.keys(Resources), ...Object.keys(Parameters ?? {})]);
  return [...new Set(namedIn(template.toJSON()))].filter((name) => !told.has(name) && !name.startsWith('AWS::'));
}

function namedIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namedIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [...(read[key]?.(each) ?? []), ...namedIn(each)]);
}

const Names = z.array(z.string());

/** Where CloudFormation looks for a name. */
const read: Readonly<Record<string, (value: unknown) => readonly string[]>> = {
  Ref: (value) => [String(value)],
  DependsOn: (value) => Names.parse(typeof value === 'string' ? [value] : value),
  'Fn::GetAtt': (value) => Names.parse(value).slice(0, 1),
  'Fn::Sub': (value) => [...String(value).matchAll(/\$\{([^}!.]+)/g)].map(([, name = '']) => name),
};
