import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

import { VERSION } from '../shared/runtime/version.ts';
import { serviceOf } from './names.ts';
import { placeOf } from './place.ts';

export interface NodeFunctionProps {
  readonly description: string;
  /** The folder that holds its bundle. */
  readonly bundle: string;
  readonly timeout: Duration;
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A Lambda function with a log group and a role of its own that may write to that group and nothing else yet. */
export function nodeFunction(scope: Construct, id: string, { bundle, environment, ...props }: NodeFunctionProps): Function {
  const logGroup = new LogGroup(scope, `${id}Log`, { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return new Function(scope, id, {
    ...props,
    code: Code.fromAsset(bundle),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    tracing: Tracing.DISABLED,
    logGroup,
    role,
    environment: { BUNCE_SYNC_VERSION: VERSION, POWERTOOLS_SERVICE_NAME: serviceOf(placeOf(scope)), ...environment },
  });
}
