import type { Settled } from '../shared/config/config.ts';
import { ownSettings, selectionOf } from '../shared/config/selection-of.ts';
import type { ReceiverSettings } from '../shared/webhook/accept.ts';
import type { Provider } from '../shared/webhook/provider.ts';

/** What the receiver of one provider is told of the config. */
export function receiverSettings(
  provider: Pick<Provider, 'name' | 'settings'>,
  { providers, events, testEvents }: Pick<Settled, 'providers' | 'events' | 'testEvents'>,
): ReceiverSettings {
  const given = providers[provider.name] ?? {};
  return { testEvents, provider: ownSettings(given, provider), selection: selectionOf(given, { name: provider.name, events }) };
}
