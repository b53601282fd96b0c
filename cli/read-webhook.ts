import { selectionOf } from '../shared/config/selection-of.ts';
import type { Provider } from '../shared/webhook/provider.ts';
import { read, type Reading, type ReadRequest } from '../shared/webhook/read.ts';
import type { Stack } from './stack.ts';

export interface Rereading extends Pick<ReadRequest, 'request' | 'find'> {
  readonly provider: Provider;
  readonly stack: Pick<Stack, 'settings' | 'settingsOf'>;
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
