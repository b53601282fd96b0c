import * as z from 'zod/mini';

import type { OwnEvents } from '../bunce/own-events.ts';
import { readable } from '../bunce/unread.ts';
import { type AnyRules, GenericRulesSchema, readerAt, type Value, ValueSchema } from './generic.ts';
import { type Proof, ProofSchema } from './proof.ts';
import type { Mode, Provider } from './provider.ts';

interface Sender<Rules = AnyRules> {
  /** The sender's event types and what they become. */
  readonly on: Rules;
  /** Where the type stands; default `$.type`, as the standard advises. */
  readonly type?: Value;
  /** What is `true` or `test` in a test event; without it every event is live. */
  readonly test?: Value;
  /** Where what your server attached stands, such as `$.data.metadata`: for bindings and `customerId`. */
  readonly metadata?: string;
  /** As a provider has them: `tolerance`, and the registered `url` where it is signed. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A sender of the Standard Webhooks scheme that has no provider of its own. */
export interface StandardSource<Rules = AnyRules> extends Sender<Rules> {
  readonly scheme: 'standard-webhooks';
}

/** A sender with an HMAC, or a secret, of its own ways. */
export interface HmacSource<Rules = AnyRules> extends Sender<Rules> {
  /** Or `standard-webhooks`, which leaves no more to say. */
  readonly scheme: 'hmac';
  /** How it signs. */
  readonly signature: Proof;
  /** Where the delivery's id stands: the same in every redelivery, another in every other event. Default: type and exact body. */
  readonly id?: Value;
}

export type GenericSource<Rules = AnyRules> = StandardSource<Rules> | HmacSource<Rules>;

/** A source under its name: route, secret path and metric dimension, as a provider's. */
export type Named<Source extends GenericSource> = Omit<Source, 'scheme' | 'settings'> & {
  readonly name: string;
  readonly ownEvents?: OwnEvents | undefined;
};

/** The config's part that names them. */
export interface Sources {
  /** Senders that have no provider of their own, each under a name of its own. */
  readonly generic?: Readonly<Record<string, GenericSource>>;
}

const Place = z.string().check(z.regex(/^\$(\.\w+)+$/, { error: 'expected a path such as $.data.metadata' }));

const common = {
  on: GenericRulesSchema,
  type: z.optional(ValueSchema),
  test: z.optional(ValueSchema),
  metadata: z.optional(Place),
  settings: z.optional(z.record(z.string(), z.unknown())),
};

/** As a provider has it: only the sender itself writes there. */
export const attachedOf = (place: string | undefined): Pick<Provider, 'metadata'> =>
  place === undefined ? {} : { metadata: { places: [place.slice('$.'.length)], setBy: 'merchant' } };

/** Names that mean something else: a function, a secret, what is parked without a provider. */
export const RESERVED: readonly string[] = ['bunce', 'consumer', 'queue'];

/** What can be a route, a secret's name and a construct's. */
export const NAME = /^(?=.{2,31}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const Name = z.string().check(
  z.regex(NAME, { error: 'expected a name such as my-app' }),
  z.refine((name) => !RESERVED.includes(name), { error: `expected another name than ${RESERVED.join(', ')}` }),
);

/** By name. */
export const GenericSourcesSchema = z.record(
  Name,
  z.discriminatedUnion('scheme', [
    z.strictObject({ scheme: z.literal('standard-webhooks'), ...common }),
    z.strictObject({ scheme: z.literal('hmac'), ...common, signature: ProofSchema, id: z.optional(ValueSchema) }),
  ]),
);

/** All that the config enables, providers and senders alike: name → settings. */
export const settingsOf = ({
  providers,
  generic = {},
}: Sources & { readonly providers: Readonly<Record<string, Readonly<Record<string, unknown>>>> }): Readonly<
  Record<string, Readonly<Record<string, unknown>>>
> => ({
  ...Object.fromEntries(Object.entries(generic).map(([name, { settings = {} }]) => [name, settings])),
  ...providers,
});

/** The sender that a function serves; undefined when its name is a provider's. */
export function sourceNamed(
  { generic = {}, ownEvents }: Sources & Telling,
  name = '',
): (GenericSource & Telling & { readonly name: string }) | undefined {
  const source = Object.hasOwn(generic, name) ? generic[name] : undefined;
  return source && { ...source, name, ownEvents };
}

/** Events that the team has named beside the built-in ones. */
interface Telling {
  readonly ownEvents?: OwnEvents | undefined;
}

const Type = z.union([z.string().check(z.minLength(1)), z.number()], { error: 'expected text or a number where the type stands' });

/** Reads what a webhook says of itself. Throws on paths that cannot be read, at once. */
export function kindOf({ type = '$.type', test = 'live' }: Pick<Sender, 'type' | 'test'>): (payload: unknown) => Kind {
  const [typeOf, testOf] = [readerAt('type', type), readerAt('test', test)];
  return (payload) => ({
    type: String(Type.parse(typeOf(payload))),
    mode: isTest(readable(() => testOf(payload))) ? 'test' : 'live',
  });
}

const isTest = (said: unknown): boolean => said === true || (typeof said === 'string' && /^(true|test)$/i.test(said));

interface Kind {
  readonly type: string;
  readonly mode: Mode;
}
