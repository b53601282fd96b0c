import { CfnParameter, CfnRule, Fn, type Stack } from 'aws-cdk-lib';

const WHY = 'its catalogue is not the one of the Bunce account it would send to. npm run cli -- setup, then npm run deploy';

/** Marks a stack that was checked against the simulator's catalogue: CloudFormation refuses it before it creates anything. Nothing else reads the mark. */
export function markNotForAws(stack: Stack): void {
  stack.templateOptions.description = `NOT FOR AWS. ${stack.templateOptions.description ?? ''}`;
  const mark = new CfnParameter(stack, 'NotForAws', { default: 'yes', allowedValues: ['yes'], description: WHY });
  new CfnRule(stack, 'OnlyLocal', {
    assertions: [{ assert: Fn.conditionEquals(mark.valueAsString, 'no'), assertDescription: `This stack is not for AWS: ${WHY}` }],
  });
}
