import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lowerCased } from '../shared/webhook/request.ts';

const ROOT = join(import.meta.dirname, '..');

/** A webhook body of our own and the commands it must give. */
export interface Sample {
  readonly name: string;
  readonly body: Buffer;
  /** Headers that carry a type or mode; signature headers are added when it is sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly commands: unknown;
  /** What the provider's lookup answers; undefined where there is none. */
  readonly lookup: unknown;
}

interface Home {
  readonly samples: string;
  readonly knownAnswer: string;
  /** The ids that several samples are about. */
  readonly happenings: string;
}

/** What belongs to a provider: its folder; for a sender, which has none, the one beside the config. */
export function homeOf(provider: string): Home {
  const folder = join(ROOT, 'functions/webhooks', provider);
  const home = existsSync(folder) ? join(folder, 'samples') : join(ROOT, 'samples', provider);
  const beside = existsSync(folder) ? folder : home;
  return { samples: home, knownAnswer: join(beside, 'known-answer.json'), happenings: join(beside, 'happenings.json') };
}

export function sampleNames(provider: string): readonly string[] {
  const { samples } = homeOf(provider);
  return existsSync(samples) ? foldersIn(samples).sort() : [];
}

const foldersIn = (home: string): string[] =>
  readdirSync(home, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

/** A name that no sample of the provider has. */
export class UnknownSample extends Error {
  override readonly name = 'UnknownSample';
}

/** Throws an UnknownSample. */
export function sampleOf(provider: string, name: string): Sample {
  const names = sampleNames(provider);
  if (!names.includes(name)) throw new UnknownSample(`${provider} has no sample "${name}"; there are ${names.join(', ')}`);
  const folder = join(homeOf(provider).samples, name);
  const bodyFile = readdirSync(folder).find((file) => file.startsWith('body.')) ?? 'body.json';
  return {
    name,
    body: readFileSync(join(folder, bodyFile)),
    headers: headersFrom(parsed(join(folder, 'headers.json'))),
    commands: parsed(join(folder, 'commands.json')),
    lookup: parsed(join(folder, 'lookup.json')),
  };
}

export const samplesOf = (provider: string): readonly Sample[] => sampleNames(provider).map((name) => sampleOf(provider, name));

const parsed = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

const headersFrom = (value: unknown): Record<string, string> =>
  lowerCased(Object.fromEntries(Object.entries(value ?? {}).map(([key, text]: [string, unknown]) => [key, String(text)])));
