import { providersOf } from '../../functions/webhooks/senders.ts';
import { namesOf } from '../../infra/names.ts';
import type { Project } from '../../shared/config/project.ts';
import { settingsOf } from '../../shared/webhook/generic-source.ts';
import { urlWith } from '../../shared/webhook/in-url.ts';
import type { Provider } from '../../shared/webhook/provider.ts';
import { localSecret } from '../local-secret.ts';
import { homeOf, sampleNames } from '../samples.ts';
import type { ProviderRow } from './lists.ts';
import type { Recording } from './record.ts';

export interface Listing {
  readonly project: Project;
  readonly gateway: string;
  /** By the names they have in the run. */
  readonly ownSecrets: ReadonlyMap<string, string>;
  readonly recording: Pick<Recording, 'of'>;
}

/** Those of the config first. */
export function providersIn(listing: Listing): readonly ProviderRow[] {
  const enabled = settingsOf(listing.project.config);
  const all = Object.values(providersOf(listing.project)).map((provider) => rowOf(provider, { ...listing, enabled }));
  return all.toSorted((one, other) => Number(other.isEnabled) - Number(one.isEnabled) || one.name.localeCompare(other.name));
}

interface Enabled extends Listing {
  readonly enabled: Readonly<Record<string, unknown>>;
}

export type Needing = Pick<Provider, 'lookup' | 'history' | 'people'>;

/** What the secret may hold beside what signs: for the look-up, and for commands alone. What a look-up needs is the samples' in a local run, for it asks a simulator. */
export function credentialsIn({ lookup, history, people }: Needing, { isLocal = false } = {}): Readonly<Record<string, string>> {
  const all: Record<string, string> = { ...lookup?.credentials, ...history?.credentials };
  for (const [key, what] of Object.entries(people?.credentials ?? {}))
    if (key !== people?.signing && all[key] !== what) all[key] = [all[key] ?? [], `for \`import\`, ${what}`].flat().join('; ');
  const foreign = isLocal ? Object.keys(lookup?.credentials ?? {}) : [];
  return Object.fromEntries(Object.entries(all).filter(([key]) => !foreign.includes(key)));
}

function rowOf(provider: Provider, { project, gateway, ownSecrets, recording, enabled }: Enabled): ProviderRow {
  const { name, signature, events } = provider;
  const held = ownSecrets.has(namesOf(name).secret) ? 'own' : 'sample';
  return {
    name,
    isEnabled: Object.hasOwn(enabled, name),
    secret: signature.keysAt === undefined ? held : 'keys',
    url: urlWith(`${gateway}/webhooks/${name}`, { inUrl: signature.inUrl, secret: localSecret(provider) }),
    events: Object.keys(events),
    ...recording.of(name),
    samples: sampleNames(homeOf(name, project)),
    credentials: credentialsIn(provider, { isLocal: true }),
  };
}
