import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

import { BunceSync } from './bunce-sync.ts';
import type { BunceSyncProps } from './prepare.ts';

export interface BunceSyncStackProps extends StackProps, BunceSyncProps {}

/** A stack with nothing else in it. */
export class BunceSyncStack extends Stack {
  readonly sync: BunceSync;

  constructor(scope: Construct, id: string, { project, stage, catalogue, code, ...props }: BunceSyncStackProps) {
    super(scope, id, { terminationProtection: stage !== undefined && stage !== 'default', ...props });
    // An id that CDK leaves out of all names: queues, table and secrets keep those that they had before there was a construct.
    this.sync = new BunceSync(this, 'Default', { project, stage, catalogue, code });
    this.templateOptions.description ??= this.sync.description;
  }
}
