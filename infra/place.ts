import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import type { Place } from './names.ts';

/** Where an instance stands: by the ids that lead to it from its stack, less what an output's name cannot hold. */
export function placeOf(scope: Construct): Place {
  const stack = Stack.of(scope);
  const ids = scope.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  const told = ids.filter((id) => id !== 'Default');
  return { stack: stack.stackName, instance: told.join('').replaceAll(/[^A-Za-z0-9]/g, '') };
}
