import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import config from '../../bunce-sync.config.ts';
import { homeOf, samplesOf } from '../../local/samples.ts';
import { providers } from '../../functions/webhooks/registry.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import type { Provider, ProviderSettings } from '../../shared/webhook/provider.ts';
import type { Amounts, Happening, KnownAnswer, Subject } from './subject.ts';

const KnownAnswers = z.array(
  z.strictObject({
    how: z.string().check(z.minLength(10)),
    secret: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    now: z.optional(z.int()),
    url: z.optional(z.string()),
    webhookId: z.optional(z.string()),
  }),
);

function knownAnswersOf(name: string): readonly KnownAnswer[] {
  const file = homeOf(name).knownAnswer;
  return existsSync(file) ? KnownAnswers.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

const Happenings = z.array(z.union([z.string(), z.strictObject({ id: z.string(), apart: z.array(z.string()) })]));

function happeningsOf(name: string): readonly Happening[] {
  const file = homeOf(name).happenings;
  const listed = existsSync(file) ? Happenings.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  return listed.map((each) => (typeof each === 'string' ? { id: each, apart: [] } : each));
}

const subjectOf = (provider: Provider): Subject => ({
  provider,
  amounts: amountsOf(provider.name),
  settings: shownSettings(provider.name),
  samples: samplesOf(provider.name),
  happenings: happeningsOf(provider.name),
  knownAnswers: [...knownAnswersOf(provider.name), ...ofScheme(provider.name)],
});

function readmeOf(name: string): string {
  const file = join(homeOf(name).samples, '../README.md');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What stands in the README as it would in the config. */
function shownSettings(name: string): readonly ProviderSettings[] {
  const shown = [...readmeOf(name).matchAll(new RegExp(`\\b${name}'?: \\{ ([^}]*) \\}`, 'g'))].map(([, inner = '']) => inner);
  return shown.map((inner) =>
    Object.fromEntries(
      [...inner.matchAll(/(\w+): (?:'([^']*)'|([\d_]+)|(true|false))/g)].map(([, key = '', text, number = '', flag]) => [
        key,
        text ?? (flag ? flag === 'true' : Number(number.replaceAll('_', ''))),
      ]),
    ),
  );
}

/** Each README tells its readers how amounts are counted; here it is taken at its word. */
function amountsOf(name: string): Amounts | undefined {
  const [unit] = /minor units|major units|hundredths/i.exec(readmeOf(name)) ?? [];
  if (unit === undefined) return undefined;
  return unit.toLowerCase() === 'minor units' ? 'minor' : 'fixed';
}

/** The standard leaves no choice: what is known of one sender holds for all. */
const ofScheme = (name: string): readonly KnownAnswer[] =>
  config.generic?.[name]?.scheme === 'standard-webhooks' ? knownAnswersOf('standard-webhooks') : [];

/** Every registered provider with its samples and known answers. */
export const subjects: readonly Subject[] = Object.values(providers).map(subjectOf);

/** Every sender of the config, with what stands in `samples/`. */
export const senders: readonly Subject[] = Object.values(providersOf(config))
  .filter(({ name }) => !Object.hasOwn(providers, name))
  .map(subjectOf);
