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
const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.object({ Ref: z.string() })),
});

/** Every `action on logical id` that a role may do. */
export type Permissions = ReadonlyMap<string, ReadonlySet<string>>;

/** Role → what it may do; fails on a policy that is more than single actions on resources of the stack. */
export function permissionsOf(template: Template): Permissions {
  const all = new Map<string, Set<string>>();
  for (const { Properties } of Object.values(resourcesOf(template, 'AWS::IAM::Policy'))) {
    const { PolicyDocument, Roles } = Policy.parse(Properties);
    const pairs = PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((target) => `${action} on ${plain(target)}`)),
    );
    for (const role of Roles.map(({ Ref }) => plain(Ref))) all.set(role, new Set([...(all.get(role) ?? []), ...pairs]));
  }
  return all;
}

/** Without the hash that CDK appends. */
const plain = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');
