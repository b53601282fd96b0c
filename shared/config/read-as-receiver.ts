import type { Provider, ProviderSettings } from '../webhook/provider.ts';
import { read, type Reading, type ReadRequest } from '../webhook/read.ts';
import type { Settled } from './config.ts';
import { selectionOf } from './selection-of.ts';

/** What a stack says of how its receivers read. */
export interface Receiving {
  readonly settings: Settled;
  settingsOf(provider: string): ProviderSettings;
}

export interface Rereading extends Pick<ReadRequest, 'request' | 'find'> {
  readonly provider: Provider;
  readonly stack: Receiving;
}

/** As the provider's receiver in that stack would read it, by this version. */
export async function readAsReceiver({ provider, stack: { settings, settingsOf }, request, find }: Rereading): Promise<Reading> {
  const { name } = provider;
  return read({
    provider,
    request,
    settings: settingsOf(name),
    selection: selectionOf(settings.providers[name] ?? {}, { ...settings, name }),
    testEvents: settings.testEvents,
    find,
  });
}
