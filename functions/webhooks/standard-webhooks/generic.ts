import { anyOf } from '../../../shared/webhook/any-of.ts';
import { eventsOf } from '../../../shared/webhook/generic.ts';
import { attachedOf, kindOf, type Named, type StandardSource } from '../../../shared/webhook/generic-source.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { StampSettings } from '../../../shared/webhook/provider-settings.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';

/** Any sender of https://www.standardwebhooks.com, under either name of its headers. Throws on rules that cannot be read. */
export function standardSource({ name, on, ownEvents, metadata, ...places }: Named<StandardSource>): Provider<typeof StampSettings> {
  const kind = kindOf(places);
  return {
    name,
    settings: StampSettings,
    signature: anyOf([standardWebhooks(), standardWebhooks({ prefix: 'svix' })]),
    // The scheme refuses a request whose two ids differ.
    idHeader: ['webhook-id', 'svix-id'],
    identify: (_request, payload) => ({ ...kind(payload), id: null }),
    ...attachedOf(metadata),
    events: eventsOf(on, ownEvents),
  };
}
