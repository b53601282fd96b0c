import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpIntegrationType,
  HttpMethod,
  HttpRouteIntegration,
  type HttpRouteIntegrationConfig,
  IntegrationCredentials,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

import type { Domain } from '../shared/config/hosting.ts';
import { NAMESPACE } from '../shared/runtime/metrics.ts';
import { PERIOD } from './alarms.ts';
import { type Address, addressOf } from './domain.ts';

/** Requests per second where a route has no measure of its own (`throttle.ts`): far below what a flood would cost. */
const THROTTLE = { rateLimit: 200, burstLimit: 400 };

/** Who called what with which answer; never a path or a query, where some senders have their secret, nor a header or a body. */
const ACCESS = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  // What our function answered, and what Lambda did: `-` where there was none.
  answered: '$context.integration.status',
  lambda: '$context.integrationStatus',
  ip: '$context.identity.sourceIp',
  error: '$context.integrationErrorMessage',
  message: '$context.error.message',
};

/** On a route of ours: too many at once, or an answer that no function of ours gave (its own 503 is one that strangers may provoke). */
const FAULTS = '{ $.route = "POST /webhooks/*" && ($.status = "429" || ($.status = "5*" && $.answered != "503")) }';

export interface Named {
  readonly name: string;
  readonly domain?: Domain | undefined;
}

export interface Gateway extends Address {
  readonly api: HttpApi;
  /** How often it answered in place of a receiver. */
  readonly faults: Metric;
  /** As whom it calls the functions that its routes lead to. */
  readonly invoke: { readonly role: Role; readonly statement: PolicyStatement };
}

/** One stable URL for all providers. */
export function webhookApi(scope: Construct, { name, domain }: Named): Gateway {
  const api = new HttpApi(scope, 'Api', { apiName: name, createDefaultStage: false });
  const log = new LogGroup(scope, 'ApiLog', { removalPolicy: RemovalPolicy.DESTROY });
  const stage = api.addStage('Stage', {
    stageName: '$default',
    autoDeploy: true,
    throttle: THROTTLE,
    accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(JSON.stringify(ACCESS)) },
  });
  const filter = log.addMetricFilter('ApiFaults', {
    filterPattern: FilterPattern.literal(FAULTS),
    metricNamespace: `${NAMESPACE}/${name}`,
    metricName: 'gatewayFaults',
  });
  return {
    api,
    invoke: invoking(scope),
    faults: filter.metric({ statistic: Stats.SUM, period: PERIOD }),
    ...addressOf(scope, { api, stage, domain }),
  };
}

export interface Route {
  readonly path: string;
  readonly to: IFunction;
}

/** Nobody signs in here: the receiver judges the webhook's own signature. */
export function addRoute({ api, invoke }: Gateway, { path, to }: Route): void {
  for (const route of api.addRoutes({ path, methods: [HttpMethod.POST], integration: new Integration(to.node.id, { to, invoke }) })) {
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Providers cannot sign in to AWS. The receiver verifies the signature of each webhook and fails closed.',
    });
  }
}

/** Invokes by the API's own role: a permission for each function would be one more of the 500 resources of a stack. */
class Integration extends HttpRouteIntegration {
  readonly #reached: Reached;

  constructor(id: string, reached: Reached) {
    super(id);
    this.#reached = reached;
  }

  override bind(): HttpRouteIntegrationConfig {
    const { to, invoke } = this.#reached;
    invoke.statement.addResources(to.functionArn);
    return {
      type: HttpIntegrationType.AWS_PROXY,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      uri: to.functionArn,
      credentials: IntegrationCredentials.fromRole(invoke.role),
    };
  }
}

interface Reached extends Pick<Gateway, 'invoke'> {
  readonly to: IFunction;
}

function invoking(scope: Construct): Gateway['invoke'] {
  const statement = new PolicyStatement({ actions: ['lambda:InvokeFunction'] });
  const role = new Role(scope, 'ApiRole', {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    inlinePolicies: { own: new PolicyDocument({ statements: [statement] }) },
  });
  return { role, statement };
}
