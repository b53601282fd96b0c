import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ApplicationLogLevel, Architecture, Code, Function, LoggingFormat, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
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
  /** Instances. */
  readonly reserved?: number | undefined;
}

/** A Lambda function with a log group and a role of its own that may write to that group and nothing else yet. */
export function nodeFunction(scope: Construct, id: string, { bundle, environment, reserved, ...props }: NodeFunctionProps): Function {
  const logGroup = new LogGroup(scope, `${id}Log`, { removalPolicy: RemovalPolicy.DESTROY });
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return new Function(scope, id, {
    ...props,
    ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
    code: Code.fromAsset(bundle),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    tracing: Tracing.DISABLED,
    // Our lines are JSON on stdout, which Lambda passes on as they are, EMF too, less those whose `level` is below: none is below TRACE.
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: ApplicationLogLevel.TRACE,
    systemLogLevelV2: SystemLogLevel.WARN,
    logGroup,
    role,
    environment: { BUNCE_SYNC_VERSION: VERSION, POWERTOOLS_SERVICE_NAME: serviceOf(placeOf(scope)), ...environment },
  });
}
