import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { ApiSettings } from '../../../shared/webhook/provider-settings.ts';
import { events } from './events.ts';
import { history } from './history.ts';
import { identify } from './identify.ts';
import { people } from './people.ts';

/** https://paystack.com/docs/payments/webhooks */
export const paystack: Provider<typeof ApiSettings> = {
  name: 'paystack',
  settings: ApiSettings,
  bodyLimit: BODY_LIMIT.notice,

  signature: hmacOfBody({ header: 'x-paystack-signature', algorithm: 'sha512', encoding: 'hex' }),

  identify: ({ body }, payload) => identify(body, payload),

  // A refund names the e-mail, and no customer by code or number.
  thread: ({ customer: { email } }) => email,

  // The payment's; where an event has none of its own, its payment's, recipient's or customer's.
  metadata: {
    places: ['data.metadata', 'data.transaction.metadata', 'data.recipient.metadata', 'data.customer.metadata'],
    setBy: 'shopper',
  },

  people,
  events,
  history,
};
