import * as z from 'zod/mini';

import type { AnyBindings, AttributeBindings } from '../bunce/binding.ts';
import { AttributeBindingsSchema, bindingsSchema } from '../bunce/binding-schema.ts';
import { isLiveHost, BUNCE_SANDBOX } from '../bunce/hosts.ts';
import { type OwnEvents, OwnEventsSchema } from '../bunce/own-events.ts';
import { type OnErasure, OnErasureSchema } from '../bunce/erased-profile.ts';
import { GenericSourcesSchema, settingsOf, type Sources } from '../webhook/generic-source.ts';
import { filled } from '../bunce/filled.ts';
import type { Duration } from '../runtime/duration.ts';
import type { GivenSettings } from '../webhook/selection.ts';
import { ConfigError } from './config-error.ts';
import { lineOf, mistakesBy } from './mistakes.ts';
import { inWords, identityMistakes, stageMistakes } from './whole-config.ts';
import { looksSecret } from './looks-secret.ts';
import { type Hosting, hosting } from './hosting.ts';
import { namesIn, ProvidersSchema, soundOwnEvents } from './sound.ts';
import { ReconcileSchema } from './reconcile-settings.ts';
import { DELIVERY, type Delivery, DeliverySchema, type DeliverySettings } from './delivery-settings.ts';

/** What `bunce-sync.config.ts` holds. Secrets are never here. */
export interface Config extends StageConfig, Sources {
  /** The provider whose customer ids are Bunce's `customer_id`; all others are matched by e-mail. Without it those ids alone are that `customerId` finds. */
  readonly identity?: string | undefined;
  /** ISO 3166-1 alpha-2: how a phone number without country code reads. */
  readonly defaultCountry: string;
  /** Enabled providers, each with its own settings. */
  readonly providers: Readonly<Record<string, GivenSettings>>;
  /** What happened → the event in Bunce. */
  readonly events: AnyBindings;
  /** Events of the team's own, beside the built-in ones: name → property → `text`, `number`, `money` or `time`. */
  readonly ownEvents?: OwnEvents | undefined;
  /** A fact about a person → the name of the attribute in Bunce. */
  readonly attributes?: AttributeBindings;
  /** What a stage (`-c stage=NAME`) has otherwise than the rest. */
  readonly stages?: Readonly<Record<string, Partial<StageConfig>>>;
}

/** What may differ between stages. */
export interface StageConfig extends Hosting {
  /** The API with its version, `BUNCE_SANDBOX` or `BUNCE_LIVE`. `account`: any name, changed when another account of Bunce takes over behind the same URL, so that nobody counts as known there. */
  readonly bunce: { readonly baseUrl: string; readonly account?: string | undefined };
  /** `ignore` keeps test events out; default: `ignore` on Bunce's live host, `send` elsewhere. */
  readonly testEvents?: 'ignore' | 'send';
  /** Sent as phone number when a person has none; off unless set, for Bunce then keeps an invented number. */
  readonly placeholderPhone?: string;
  /** What the profile of someone who is erased is overwritten with; by default Bunce keeps it until it is deleted in the dashboard. */
  readonly onErasure?: OnErasure;
  /** How calls are paced and tried again. */
  readonly delivery?: Partial<Delivery>;
  /** Provider → how often, from `1h` to `14d`, what its API says happened is compared with what came: an alarm rings for what is missing, and nothing is sent ([how](reconcile.md#by-itself)). */
  readonly reconcile?: Readonly<Record<string, Duration>> | undefined;
  /** Gets the alarms: those that can wait for the morning and those that cannot. */
  readonly alarmEmail?: string;
  /** Gets those that cannot wait, in place of `alarmEmail`: an address that wakes somebody. */
  readonly pageEmail?: string;
  /** The page that alarms lead to, with the sections of docs/operations.md; default: that page where the package has its home. */
  readonly runbookUrl?: string;
}

/** Whatever it holds instead is told by `lineOf`. */
const NoSecret = z.refine((text) => !looksSecret(text));

const stage = {
  bunce: z.strictObject({
    baseUrl: z.url({ protocol: /^https?$/, error: `expected a URL with its version, such as ${BUNCE_SANDBOX}` }).check(NoSecret),
    account: z.optional(z.string().check(NoSecret)),
  }),
  testEvents: z.optional(z.enum(['ignore', 'send'])),
  placeholderPhone: z.optional(
    z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, { error: 'expected a phone number in E.164 such as +2348012345678' })),
  ),
  onErasure: z.optional(OnErasureSchema),
  delivery: z.optional(DeliverySchema),
  reconcile: z.optional(ReconcileSchema),
  alarmEmail: z.optional(z.email()),
  pageEmail: z.optional(z.email()),
  runbookUrl: z.optional(
    z.url({ protocol: /^https$/, error: 'expected a URL such as https://wiki.example.org/bunce-sync' }).check(NoSecret),
  ),
  ...hosting,
};
/** What a stage may say. */
export const StageSchema = z.strictObject(stage);
const COUNTRY = { error: 'expected an ISO 3166-1 code such as NG' };

/** What the config may say, stages and all. */
export const ConfigSchema = z.strictObject({
  ...stage,
  identity: z.optional(z.string()),
  defaultCountry: z.string(COUNTRY).check(z.regex(/^[A-Z]{2}$/, COUNTRY)),
  providers: ProvidersSchema,
  generic: z.optional(GenericSourcesSchema),
  events: z.record(z.string(), z.unknown()),
  ownEvents: z.optional(OwnEventsSchema),
  attributes: z.optional(AttributeBindingsSchema),
  stages: z.optional(z.record(z.string(), z.partial(StageSchema))),
});

/** Typed only, to the letter with the providers' own settings (`defineConfig<BuiltIn>`); the checks run at synth and at cold start, by `stageOf`. */
export const defineConfig = <Providers extends Config['providers']>(
  config: Omit<Config, 'providers'> & { readonly providers: Providers },
): Config & { readonly providers: Providers } => config;

/** A stage's config with every default filled in; the generic senders stand among the providers. */
export interface Settled extends Omit<Config, 'stages' | 'delivery'> {
  readonly stage: string;
  readonly testEvents: 'ignore' | 'send';
  readonly delivery: DeliverySettings;
}

/** Throws a ConfigError that names every mistake with its path and what was expected. */
export function stageOf(config: Config, name: string): Settled {
  const { stages = {}, ...base } = checked(config, name);
  const merged = { ...base, ...stages[name] };
  const testEvents = merged.testEvents ?? (isLiveHost(merged.bunce.baseUrl) ? 'ignore' : 'send');
  return {
    ...merged,
    providers: settingsOf(merged),
    stage: name,
    testEvents,
    delivery: { ...DELIVERY, ...filled(DeliverySchema.parse({ ...base.delivery, ...filled(stages[name]?.delivery ?? {}) })) },
  };
}

function checked(config: Config, stage: string): Config {
  const ownEvents = soundOwnEvents(config);
  const broken = new Set(namesIn(config.ownEvents).filter((name) => !Object.hasOwn(ownEvents, name)));
  const bound = mistakesBy(z.object({ events: bindingsSchema(ownEvents) }), { events: config.events });
  const mistakes = [
    ...mistakesBy(ConfigSchema, config).map((mistake) => lineOf(inWords(mistake))),
    ...bound.filter(({ path: [, name = ''] }) => !broken.has(String(name))).map((mistake) => lineOf(inWords(mistake))),
    ...stageMistakes(config, stage),
    ...identityMistakes(config),
  ];
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}
