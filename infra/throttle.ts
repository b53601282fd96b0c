import { CfnRoute, CfnStage, type HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';

import type { Hosting } from '../shared/config/hosting.ts';

const DEFAULT = { ratePerSecond: 50, burst: 100 };

/** Gives each route that the API has by now a measure of its own, so that a flood at one of them shuts nobody out of another. */
export function throttle(api: HttpApi, { ratePerSecond, burst }: NonNullable<Hosting['throttle']> = DEFAULT): void {
  const parts = api.node.findAll();
  const routes = parts.filter((each) => each instanceof CfnRoute);
  const measure = { ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst };
  for (const stage of parts.filter((each) => each instanceof CfnStage)) {
    stage.routeSettings = Object.fromEntries(routes.map(({ routeKey }) => [routeKey, measure]));
    // The gateway knows no settings of a route that is not there yet.
    for (const route of routes) stage.node.addDependency(route);
  }
}
