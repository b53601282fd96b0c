import { didYouMean } from '../../shared/bunce/nearest.ts';
import type { Config } from '../../shared/config/config.ts';
import { ConfigError } from '../../shared/config/config-error.ts';
import { linesBy } from '../../shared/config/mistakes.ts';
import { commonSettings, selectionOf } from '../../shared/config/selection-of.ts';
import { SendersSchema, type Sound, soundOf } from '../../shared/config/sound.ts';
import type { Project } from '../../shared/config/project.ts';
import { type GenericSource, settingsOf } from '../../shared/webhook/generic-source.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { configured } from '../../shared/webhook/selection.ts';
import { hmacSource } from './hmac/generic.ts';
import { providers } from './registry.ts';
import { standardSource } from './standard-webhooks/generic.ts';

/** What says which providers there are; a project does. */
export interface Declaring {
  readonly config: Partial<Pick<Config, 'generic' | 'providers' | 'events' | 'ownEvents'>>;
  readonly ownProviders?: Project['ownProviders'];
}

type Named = Readonly<Record<string, Provider>>;

/** Every provider by name, each as the config wants it, as `declared` finds them. Throws a ConfigError for one that cannot be. */
export function providersOf(declaring: Declaring): Named {
  const { all, mistakes } = declared(declaring);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return Object.fromEntries(Object.entries(all).map(([name, { chosen }]) => [name, chosen]));
}

interface Declared {
  /** As it is, with all its events. */
  readonly whole: Provider;
  /** Under its name in the config, with the events that are chosen there. */
  readonly chosen: Provider;
}

/** The built-in providers, a project's own, the senders that its config describes, and others of any of them under a name of the config. */
export function declared({ config, ownProviders = {} }: Declaring): {
  readonly all: Readonly<Record<string, Declared>>;
  readonly mistakes: readonly string[];
  readonly sound: Sound;
} {
  const sound = soundOf(config);
  const own = Object.fromEntries(Object.entries(ownProviders).map(([name, { provider }]) => [name, provider]));
  const [senders, unreadable] = sendersIn(sound, { ...own, ...providers });
  const known: Named = { ...senders, ...own, ...providers };
  const mistakes = [
    ...linesBy(SendersSchema, { value: config }),
    ...unreadable,
    ...Object.keys(own).flatMap((name) => (Object.hasOwn(providers, name) ? `providers/${name}: ${TAKEN}` : [])),
    ...Object.entries(sound.providers).flatMap(([name, given]) => mistakeIn(name, { is: commonSettings(given).is, known }) ?? []),
  ];
  const named = Object.entries(settingsOf(sound)).flatMap(([name, given]) => {
    const whole = known[commonSettings(given).is ?? name];
    return whole
      ? [[name, { whole, chosen: configured(whole, { name, selection: selectionOf(given, { ...sound, name }) }) }] as const]
      : [];
  });
  const rest = Object.entries(known).map(([name, provider]) => [name, { whole: provider, chosen: provider }] as const);
  return { all: Object.fromEntries([...rest, ...named]), mistakes, sound };
}

const TAKEN = 'is the name of a built-in provider; choose another';

function sendersIn({ generic = {}, ownEvents }: Declaring['config'], taken: Named): readonly [Named, string[]] {
  const mistakes: string[] = [];
  const senders = Object.entries(generic).flatMap(([name, source]) => {
    if (Object.hasOwn(taken, name)) mistakes.push(`generic.${name}: is the name of a provider; choose another`);
    try {
      return [[name, senderOf(source, { name, ownEvents })] as const];
    } catch (error) {
      mistakes.push(...linesOf(error).map((line) => `generic.${name}${/^\w+(?:\.[^:]*)?: /.test(line) ? '.' : ': '}${line}`));
      return [];
    }
  });
  return [Object.fromEntries(senders), mistakes];
}

/** One for each mistake. */
const linesOf = (error: unknown): readonly string[] => (error instanceof Error ? error.message : String(error)).split('\n');

/** Another of a provider, under a name that is nobody's. */
function mistakeIn(name: string, { is, known }: { readonly is: string | undefined; readonly known: Named }): string | undefined {
  if (is === undefined) return undefined;
  if (Object.hasOwn(known, name)) return `providers.${name}.is: ${name} ${TAKEN}`;
  if (Object.hasOwn(known, is)) return undefined;
  return `providers.${name}.is: no provider is called '${is}'${didYouMean(is, Object.keys(known))}`;
}

function senderOf(source: GenericSource, named: Pick<Config, 'ownEvents'> & { readonly name: string }): Provider {
  switch (source.scheme) {
    case 'standard-webhooks':
      return standardSource({ ...source, ...named });
    case 'hmac':
      return hmacSource({ ...source, ...named });
  }
}
