import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';

import { resourcesOf } from './synthesized.ts';

const oneOrMore = <Item extends z.ZodMiniType>(item: Item) =>
  z.union([
    z.pipe(
      item,
      z.transform((one) => [one]),
    ),
    z.array(item),
  ]);
const Target = z.union([
  z.string(),
  z.pipe(
    z.object({ Ref: z.string() }),
    z.transform(({ Ref }) => Ref),
  ),
  z.pipe(
    z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
    z.transform((value) => value['Fn::GetAtt'][0]),
  ),
]);
const Statement = z.object({ Effect: z.literal('Allow'), Action: oneOrMore(z.string()), Resource: oneOrMore(Target) });
const Role = z.object({ Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) })) });

/** Every `action on logical id` that a role may do. */
export type Permissions = ReadonlyMap<string, ReadonlySet<string>>;

/** Role → what it may do; fails on a policy that is more than single actions on resources of the stack. */
export function permissionsOf(template: Template): Permissions {
  template.resourceCountIs('AWS::IAM::Policy', 0);
  const roles = Object.entries(resourcesOf(template, 'AWS::IAM::Role')).map(([id, { Properties }]) => {
    const statements = Role.parse(Properties).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const pairs = statements.flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((target) => `${action} on ${plain(target)}`)),
    );
    return [plain(id), new Set(pairs)] as const;
  });
  return new Map(roles);
}

/** Without the hash that CDK appends. */
const plain = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');
