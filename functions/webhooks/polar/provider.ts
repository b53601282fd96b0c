import type { Provider } from '../../../shared/webhook/provider.ts';
import { StampSettings } from '../../../shared/webhook/provider-settings.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { events } from './events.ts';
import { identify } from './identify.ts';

/** https://polar.sh/docs/integrate/webhooks/delivery */
export const polar: Provider<typeof StampSettings> = {
  name: 'polar',
  settings: StampSettings,

  signature: standardWebhooks({ key: 'text' }),

  idHeader: 'webhook-id',
  identify,

  // Polar's own id of the customer: refunds carry no other.
  thread: lastIdOf,

  // Links to a checkout write there too, from their own parameters.
  metadata: { places: ['data.metadata', 'data.customer.metadata'], setBy: 'shopper' },
  events,
};
