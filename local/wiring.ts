import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

import { type EventSource, type EventSourceOptions, startEventSource } from './event-source.ts';
import { functionAt, type Functions } from './functions.ts';
import type { Queue } from './queues.ts';
import type { World } from './stores.ts';
import { resourcesOf } from './template.ts';

const IntegrationProperties = z.object({
  IntegrationUri: z.string(),
  IntegrationType: z.literal('AWS_PROXY'),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z._default(z.number(), 30_000),
});
const RouteProperties = z.object({ RouteKey: z.string().check(z.regex(/^[A-Z]+ \/[^{}]*(\/\{secret\})?$/)), Target: z.string() });

/** A route of the HTTP API, and the ARN of the function behind it. */
export interface DescribedRoute {
  readonly key: string;
  readonly arn: string;
  readonly timeout: number;
}

export function describeRoutes(world: World): readonly DescribedRoute[] {
  const integrations = new Map(resourcesOf(world, { type: 'AWS::ApiGatewayV2::Integration', properties: IntegrationProperties }));
  for (const id of integrations.keys()) world.known.set(id, { Ref: id });
  return resourcesOf(world, { type: 'AWS::ApiGatewayV2::Route', properties: RouteProperties }).map(([, { RouteKey, Target }]) => {
    const integration = integrations.get(Target.replace('integrations/', ''));
    if (!integration) throw new Error(`the route ${RouteKey} leads nowhere`);
    return { key: RouteKey, arn: integration.IntegrationUri, timeout: integration.TimeoutInMillis };
  });
}

/** The provider whose webhooks the function takes; undefined for a function without a route. */
export const providerOf = (routes: readonly DescribedRoute[], arn: string): string | undefined =>
  routes.find((route) => route.arn === arn)?.key.split('/')[2];

const MappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z._default(z.number(), 10),
  FunctionResponseTypes: z._default(z.array(z.string()), []),
  /** Lambda starts with five pollers where nothing limits it. */
  ScalingConfig: z._default(z.object({ MaximumConcurrency: z.number() }), { MaximumConcurrency: 5 }),
});

export interface Polled {
  readonly functions: Functions;
  readonly queues: readonly Queue[];
  readonly client: SQSClient;
  readonly onBatch?: EventSourceOptions['onBatch'];
}

/** Starts the event source mappings. */
export function startEventSources(world: World, { functions, queues, client, onBatch }: Polled): readonly EventSource[] {
  return resourcesOf(world, { type: 'AWS::Lambda::EventSourceMapping', properties: MappingProperties }).map(([id, mapping]) => {
    const queue = queues.find(({ arn }) => arn === mapping.EventSourceArn);
    const target = [...functions.values()].find(({ name, arn }) => name === mapping.FunctionName || arn === mapping.FunctionName);
    if (!queue || !target) throw new Error(`${id} joins a queue and a function that are not both in the template`);
    return startEventSource({
      client,
      queue,
      target,
      batchSize: mapping.BatchSize,
      concurrency: mapping.ScalingConfig.MaximumConcurrency,
      partialResponses: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      onBatch,
    });
  });
}

export interface Serving {
  readonly functions: Functions;
  /** For a route key, whether one more request is too many; default: never. */
  readonly throttle?: ((routeKey: string) => () => boolean) | undefined;
}

/** What the gateway looks requests up in. */
export const routeTable = (routes: readonly DescribedRoute[], { functions, throttle }: Serving) =>
  new Map(
    routes.map(({ key, arn, timeout }) => {
      const target = functionAt(functions, arn);
      return [key, { target, timeout, ...(throttle && { isFull: throttle(key) }) }] as const;
    }),
  );
