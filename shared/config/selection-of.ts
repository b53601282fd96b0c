import * as z from 'zod/mini';

import type { Provider, ProviderSettings } from '../webhook/provider.ts';
import { ON_DEMAND } from '../bunce/event.ts';
import type { AnyBindings } from '../bunce/binding.ts';
import type { GivenSettings, Selection } from '../webhook/selection.ts';
import { metadataKeysOf } from '../bunce/metadata-keys.ts';

const texts = z.array(z.string());

/** What any provider may be given, beside its own settings. */
export const COMMON = {
  is: z.exactOptional(z.string()),
  customerId: z.exactOptional(z.templateLiteral(['metadata.', z.string().check(z.minLength(1))])),
  metadata: z.exactOptional(texts),
  quiet: z.exactOptional(z.string()),
  events: z.exactOptional(z.union([z.strictObject({ only: texts }), z.strictObject({ except: texts })])),
};

const isCommon = (key: string): boolean => Object.hasOwn(COMMON, key);

/** The provider's own of its settings, as it takes them: durations in seconds. What its schema refuses is as if it were not there: synth says so. */
export function ownSettings(given: GivenSettings | undefined, provider: Pick<Provider, 'settings'> | undefined): ProviderSettings {
  const shape: z.core.$ZodShape = provider?.settings?.shape ?? {};
  const read = Object.entries(given ?? {}).flatMap(([key, value]) => {
    const schema = Object.hasOwn(shape, key) && !isCommon(key) ? shape[key] : undefined;
    const { data } = schema ? Scalar.safeParse(z.safeParse(schema, value).data) : {};
    return data === undefined ? [] : [[key, data] as const];
  });
  return Object.fromEntries(read);
}

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** What stands there for any provider. What has another form than it should is as if it were not there: synth says so. */
export function commonSettings(given: GivenSettings = {}) {
  const entries = Object.entries(COMMON).map(([key, schema]) => [key, schema.safeParse(given[key]).data] as const);
  return Common.parse(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
}

const Common = z.object(COMMON);

/** Keys of what the merchant attached that functions of the bindings may read. */
export const listedKeys = ({ metadata }: GivenSettings = {}): readonly string[] => texts.safeParse(metadata).data ?? [];

/** What a receiver takes of its provider: what stands under its name, and what the bindings read of what the merchant attached. */
export function selectionOf(given: GivenSettings, { name, events: bound }: Reading): Selection {
  const { is: _, quiet: _quiet, metadata = [], ...common } = commonSettings(given);
  const keys = [...new Set([...metadata, ...metadataKeysOf(bound ?? {}, name)])];
  const { choice } = given;
  const untold = bound === undefined ? [] : ON_DEMAND.filter((each) => (bound[each] ?? null) === null);
  return {
    ...common,
    ...(typeof choice === 'string' && { choice }),
    ...(keys.length > 0 && { metadata: keys }),
    ...(untold.length > 0 && { untold }),
  };
}

/** Without `events` nobody knows what is bound: all is told. */
interface Reading {
  readonly events?: AnyBindings;
  /** In the config. */
  readonly name: string;
}
