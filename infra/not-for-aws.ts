import { CfnParameter, CfnRule, Fn } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

const WHY = 'its catalogue is not the one of the Bunce account it would send to. npm run cli -- setup, then npm run deploy';

/** Marks what was checked against the simulator's catalogue: CloudFormation refuses its stack before it creates anything. Nothing else reads the mark. */
export function markNotForAws(scope: Construct): void {
  const mark = new CfnParameter(scope, 'NotForAws', { default: 'yes', allowedValues: ['yes'], description: WHY });
  new CfnRule(scope, 'OnlyLocal', {
    assertions: [{ assert: Fn.conditionEquals(mark.valueAsString, 'no'), assertDescription: `This stack is not for AWS: ${WHY}` }],
  });
}
