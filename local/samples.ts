import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import type { Project } from '../shared/config/project.ts';
import { commonSettings } from '../shared/config/selection-of.ts';
import { payloadOf } from '../shared/webhook/payload.ts';
import { lowerCased } from '../shared/webhook/request.ts';
import type { GivenSettings } from '../shared/webhook/selection.ts';

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
  /** How the provider's API lists what it tells; undefined where it does not, or nothing shows it. */
  readonly history?: unknown;
  /** How the provider's API lists the person of it; likewise. */
  readonly person?: unknown;
}

/** What belongs to a provider, or to a sender of the config. */
export interface Home {
  readonly provider: string;
  readonly folder: string;
  readonly samples: string;
  /** Where a project keeps its own of them; of a built-in provider beside its config, for nothing is written into the library. */
  readonly own: string;
  readonly knownAnswer: string;
  /** The ids that several samples are about. */
  readonly happenings: string;
  /** How the provider's API lists its customers, page by page. */
  readonly people: string;
  readonly readme: string;
}

/** In the library, in the project's `providers/`, or, of a sender, in its `samples/`. Without a project: a built-in's. */
export function homeOf(
  provider: string,
  { root, config }: Pick<Project, 'root'> & Partial<Pick<Project, 'config'>> = { root: ROOT },
): Home {
  const { is } = commonSettings(config?.providers[provider]);
  if (is !== undefined) return { ...homeOf(is, { root }), provider };
  const builtIn = join(ROOT, 'functions/webhooks', provider);
  const [folder, beside] = [join(root, 'providers', provider), join(root, 'samples', provider)];
  if (existsSync(builtIn)) return { ...homeIn(builtIn, { provider }), ...(root !== ROOT && { own: beside }) };
  return existsSync(folder) ? homeIn(folder, { provider }) : homeIn(beside, { provider, samples: '' });
}

/** Of the provider whose folder it is. */
export const homeIn = (
  folder: string,
  { provider, samples = 'samples' }: { readonly provider: string; readonly samples?: string },
): Home => ({
  provider,
  folder,
  samples: join(folder, samples),
  own: join(folder, samples),
  knownAnswer: join(folder, 'known-answer.json'),
  happenings: join(folder, 'happenings.json'),
  people: join(folder, 'people.json'),
  readme: join(folder, 'README.md'),
});

export const sampleNames = ({ samples, own }: Pick<Home, 'samples' | 'own'>): readonly string[] =>
  [...new Set([...foldersIn(samples), ...foldersIn(own)])].sort();

const foldersIn = (home: string): readonly string[] =>
  existsSync(home) ? readdirSync(home, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : [])) : [];

const Settings = z.record(z.string(), z.string());

/** What the provider cannot work without, as its samples need it: for a run in which no config gives it. */
export const sampleSettings = ({ samples }: Pick<Home, 'samples'>): GivenSettings =>
  Settings.parse(parsed(join(samples, 'settings.json')) ?? {});

/** A name that no sample of the provider has. */
export class UnknownSample extends Error {
  override readonly name = 'UnknownSample';
}

/** Throws an UnknownSample. */
export function sampleOf(home: Home, name: string): Sample {
  const names = sampleNames(home);
  if (!names.includes(name)) throw new UnknownSample(`${home.provider} has no sample "${name}"; there are ${names.join(', ')}`);
  const own = join(home.own, name);
  const folder = existsSync(own) ? own : join(home.samples, name);
  const bodyFile = readdirSync(folder).find((file) => file.startsWith('body.')) ?? 'body.json';
  return {
    name,
    body: readFileSync(join(folder, bodyFile)),
    headers: headersFrom(parsed(join(folder, 'headers.json'))),
    commands: parsed(join(folder, 'commands.json')),
    lookup: parsed(join(folder, 'lookup.json')),
    history: exact(join(folder, 'history.json')),
    person: exact(join(folder, 'person.json')),
  };
}

export const samplesOf = (home: Home): readonly Sample[] => sampleNames(home).map((name) => sampleOf(home, name));

/** Long ids as text. */
const exact = (file: string): unknown => (existsSync(file) ? payloadOf(readFileSync(file)) : undefined);

const parsed = (file: string): unknown => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

const headersFrom = (value: unknown): Record<string, string> =>
  lowerCased(Object.fromEntries(Object.entries(value ?? {}).map(([key, text]: [string, unknown]) => [key, String(text)])));
