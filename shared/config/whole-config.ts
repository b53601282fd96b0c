import { meantOr } from '../bunce/nearest.ts';
import { type Mistake, shown } from './mistakes.ts';
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

/** What a name that nobody knows is at its place. */
export function inWords(mistake: Mistake): Mistake {
  const [first, , name = ''] = mistake.path;
  if (!mistake.unknown) return mistake;
  if (first === 'stages' && mistake.path.length === 3 && COMMON.has(name)) {
    return { ...mistake, text: 'is the same for every stage: it belongs at the top of the config' };
  }
  if (first !== 'events' || mistake.path.length !== 2) return mistake;
  const near = mistake.text.includes('did you mean')
    ? mistake.text.slice('no such setting'.length)
    : '; ownEvents names events of your own';
  return { ...mistake, text: `no such event${near}` };
}

/** The stage that was asked for is one of the config's. */
export function stageMistakes({ stages }: { readonly stages?: object | undefined }, name: string): readonly string[] {
  const known = ['default', ...namesIn(stages)];
  return known.includes(name) ? [] : [`stages.${name}: no such stage${meantOr(name, { known, all: 'there are' })}`];
}

interface Naming {
  readonly identity?: string | undefined;
  readonly providers: object;
  readonly generic?: object | undefined;
}

/** Whose ids count is somebody that the config enables. */
export function identityMistakes({ identity, providers, generic }: Naming): readonly string[] {
  const known = [...namesIn(providers), ...namesIn(generic)];
  if (typeof identity !== 'string' || known.length === 0 || known.includes(identity)) return [];
  return [`identity: expected a provider that the config enables, got ${shown(identity)}${meantOr(identity, { known, all: 'there are' })}`];
}
