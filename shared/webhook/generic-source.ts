import * as z from 'zod/mini';

import { type GenericRules, GenericRulesSchema, type Value, ValueSchema } from './generic.ts';

/** A sender of the Standard Webhooks scheme that has no provider of its own. */
export interface GenericSource {
  readonly scheme: 'standard-webhooks';
  /** The sender's event types and what they become. */
  readonly on: GenericRules;
  /** Where the type stands; `$.type`, as the standard advises, unless told. */
  readonly type?: Value;
  /** What is `true` or `test` in a test event; without it every event is live. */
  readonly test?: Value;
}

/** The config's part that names them. */
export interface Sources {
  /** Senders that have no provider of their own, each under a name of its own. */
  readonly generic?: Readonly<Record<string, GenericSource>>;
}

/** By name, which becomes route, secret path and metric dimension, as a provider's does. */
export const GenericSourcesSchema = z.record(
  z.string().check(z.regex(/^[a-z][a-z0-9-]{1,30}$/, { error: 'expected a name such as my-app' })),
  z.strictObject({
    scheme: z.literal('standard-webhooks'),
    on: GenericRulesSchema,
    type: z.optional(ValueSchema),
    test: z.optional(ValueSchema),
  }),
);
