import { existsSync, readFileSync } from 'node:fs';

import * as z from 'zod/mini';

import { type Home, samplesOf } from '../local/samples.ts';
import type { Provider, ProviderSettings } from '../shared/webhook/provider.ts';
import type { Amounts, Happening, KnownAnswer, ShownList, Subject } from './subject.ts';

/** A provider as its folder shows it. */
export function subjectOf(provider: Provider, home: Home): Subject {
  const readme = readmeIn(home);
  return {
    provider,
    amounts: amountsIn(readme),
    settings: settingsIn(readme, provider.name),
    samples: samplesOf(home),
    list: listShownIn(home),
    happenings: happeningsIn(home),
    knownAnswers: knownAnswersIn(home),
  };
}

export const readmeIn = ({ readme }: Home): string => (existsSync(readme) ? readFileSync(readme, 'utf8') : '');

const listIn = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);

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

export const knownAnswersIn = ({ knownAnswer }: Home): readonly KnownAnswer[] => KnownAnswers.parse(listIn(knownAnswer));

const Happenings = z.array(z.union([z.string(), z.strictObject({ id: z.string(), apart: z.array(z.string()) })]));

const happeningsIn = ({ happenings }: Home): readonly Happening[] =>
  Happenings.parse(listIn(happenings)).map((each) => (typeof each === 'string' ? { id: each, apart: [] } : each));

const People = z.strictObject({
  record: z.record(z.string(), z.unknown()),
  pages: z.array(z.strictObject({ path: z.string(), body: z.optional(z.unknown()), records: z.int(), answer: z.unknown() })),
});

const listShownIn = ({ people }: Home): ShownList | undefined =>
  existsSync(people) ? People.parse(JSON.parse(readFileSync(people, 'utf8'))) : undefined;

/** What stands in the README as it would in the config. */
function settingsIn(readme: string, name: string): readonly ProviderSettings[] {
  const shown = [...readme.matchAll(new RegExp(`\\b${name}'?: \\{ ([^}]*) \\}`, 'g'))].map(([, inner = '']) => inner);
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
function amountsIn(readme: string): Amounts | undefined {
  const [unit] = /minor units|major units|hundredths/i.exec(readme) ?? [];
  if (unit === undefined) return undefined;
  return unit.toLowerCase() === 'minor units' ? 'minor' : 'fixed';
}
