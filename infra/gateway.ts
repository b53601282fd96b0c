import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

import type { Domain } from '../shared/config/hosting.ts';
import type { Provider } from '../shared/webhook/provider.ts';
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
  ip: '$context.identity.sourceIp',
  error: '$context.integrationErrorMessage',
  message: '$context.error.message',
};

export interface Named {
  readonly name: string;
  readonly domain?: Domain | undefined;
}

export interface Gateway extends Address {
  readonly api: HttpApi;
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
  return { api, ...addressOf(scope, { api, stage, domain }) };
}

/** Behind it the secret of a sender that can show it nowhere else. */
export const routeOf = ({ name, signature }: Provider): string => `/webhooks/${name}${signature.inUrl?.mode === 'path' ? '/{secret}' : ''}`;

export interface Route {
  readonly path: string;
  readonly to: IFunction;
}

/** Nobody signs in here: the receiver judges the webhook's own signature. */
export function addRoute(api: HttpApi, { path, to }: Route): void {
  const integration = new HttpLambdaIntegration(to.node.id, to);
  for (const route of api.addRoutes({ path, methods: [HttpMethod.POST], integration })) {
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'Providers cannot sign in to AWS. The receiver verifies the signature of each webhook and fails closed.',
    });
  }
}
