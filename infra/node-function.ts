import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ApplicationLogLevel, Architecture, Code, Function, LoggingFormat, Runtime, SystemLogLevel, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

import { VERSION } from '../shared/runtime/version.ts';
import { mayLog } from './grants.ts';
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
  /** Beside writing its log. */
  readonly may: readonly PolicyStatement[];
}

/** A Lambda function with a log group and a role of its own. What it may stands in the role: a policy beside it would be one more of the 500 resources of a stack. */
export function nodeFunction(scope: Construct, id: string, { bundle, environment, reserved, may, ...props }: NodeFunctionProps): Function {
  const logGroup = new LogGroup(scope, `${id}Log`, { removalPolicy: RemovalPolicy.DESTROY });
  const statements = [mayLog(logGroup.logGroupArn), ...may];
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { own: new PolicyDocument({ statements }) },
  });
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
