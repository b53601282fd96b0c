import { CfnParameter, CfnRule, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import { command } from '../shared/runtime/command.ts';

const WHY = `its catalogue is not the one of the Bunce account it would send to. ${command('setup')}, then ${command('deploy')}`;

/** Marks what was checked against the simulator's catalogue: CloudFormation refuses its stack before it creates anything. Nothing else reads the mark. */
export function markNotForAws(scope: Construct): void {
  const mark = new CfnParameter(scope, 'NotForAws', { default: 'yes', allowedValues: ['yes'], description: WHY });
  new CfnRule(scope, 'OnlyLocal', {
    assertions: [{ assert: Fn.conditionEquals(mark.valueAsString, 'no'), assertDescription: `This stack is not for AWS: ${WHY}` }],
  });
}
