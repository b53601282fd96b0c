import { timestampedHmac } from '../../../shared/webhook/hmac.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { paymentOf } from '../../../shared/webhook/thread.ts';
import { choice, events } from './events.ts';
import { history } from './history.ts';
import { identify } from './identify.ts';
import { people } from './people.ts';
import * as shape from './schema.ts';

/** https://docs.stripe.com/webhooks */
export const stripe: Provider<typeof shape.Settings> = {
  name: 'stripe',
  settings: shape.Settings,

  signature: timestampedHmac({ header: 'stripe-signature', scheme: 'v1', tolerance: 300, futurePasses: true }),

  identify,

  // A guest is nobody but by the address, which a charge may lack.
  thread: (command) => command.customer.id ?? paymentOf(command),

  choice,
  metadata: {
    places: [
      'data.object.metadata',
      'data.object.subscription_details.metadata',
      'data.object.parent.subscription_details.metadata',
      'data.object.lines.data.0.metadata',
    ],
    setBy: 'merchant',
  },
  people,
  events,
  history,
};
