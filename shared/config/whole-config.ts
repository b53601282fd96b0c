import { meantOr } from '../bunce/nearest.ts';
import type { Config } from './config.ts';
import type { Mistake } from './mistakes.ts';
import { shown } from './mistakes.ts';
import { namesIn } from './sound.ts';

/** What is the same for every stage. */
const COMMON: ReadonlySet<PropertyKey> = new Set([
  'identity',
  'defaultCountry',
  'providers',
  'generic',
  'events',
  'ownEvents',
  'attributes',
]);

/** A setting in a stage that belongs to all of them. */
export const elsewhere = (mistake: Mistake): Mistake =>
  mistake.unknown && mistake.path[0] === 'stages' && mistake.path.length === 3 && COMMON.has(mistake.path[2] ?? '')
    ? { ...mistake, text: 'is the same for every stage: it belongs at the top of the config' }
    : mistake;

/** The stage that was asked for is one of the config's. */
export function stageMistakes({ stages }: Pick<Config, 'stages'>, name: string): readonly string[] {
  const known = ['default', ...namesIn(stages)];
  return known.includes(name) ? [] : [`stages.${name}: no such stage${meantOr(name, { known, all: 'there are' })}`];
}

/** Whose ids count is somebody that the config enables. */
export function identityMistakes({ identity, providers, generic }: Pick<Config, 'identity' | 'providers' | 'generic'>): readonly string[] {
  const known = [...namesIn(providers), ...namesIn(generic)];
  if (typeof identity !== 'string' || known.includes(identity)) return [];
  return [`identity: expected a provider that the config enables, got ${shown(identity)}${meantOr(identity, { known, all: 'there are' })}`];
}
