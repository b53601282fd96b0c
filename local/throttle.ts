import * as z from 'zod/mini';

import type { World } from './stores.ts';
import { resourcesOf } from './template.ts';

const Limits = z.object({ ThrottlingRateLimit: z.optional(z.number()), ThrottlingBurstLimit: z.optional(z.number()) });
const Stage = z.object({ DefaultRouteSettings: z._default(Limits, {}), RouteSettings: z._default(z.record(z.string(), Limits), {}) });

/** For each route key whether one more request is too many at once: a token bucket, as API Gateway has it. */
export function throttlesIn(world: World, now: () => number): (routeKey: string) => () => boolean {
  const [[, stage] = []] = resourcesOf(world, { type: 'AWS::ApiGatewayV2::Stage', properties: Stage });
  return (routeKey) => {
    const { ThrottlingRateLimit: rate = Infinity, ThrottlingBurstLimit: burst = Infinity } = {
      ...stage?.DefaultRouteSettings,
      ...stage?.RouteSettings[routeKey],
    };
    let tokens = burst;
    let at = now();
    return () => {
      tokens = Math.min(burst, tokens + ((now() - at) / 1000) * rate);
      at = now();
      if (tokens < 1) return true;
      tokens -= 1;
      return false;
    };
  };
}
