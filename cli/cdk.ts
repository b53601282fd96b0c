import { createRequire } from 'node:module';
import { join } from 'node:path';

import { UsageError } from './usage.ts';

/** The CDK's command line as the team has it, for it must understand what the team's aws-cdk-lib writes. Throws a UsageError where there is none. */
export function cdkOf(root: string): string {
  try {
    return createRequire(join(root, 'package.json')).resolve('aws-cdk/bin/cdk');
  } catch {
    throw new UsageError('there is no CDK command line in this project: npm i -D aws-cdk');
  }
}
