import { BUNCE_SANDBOX, defineConfig } from '../../entries/index.ts';
import demo from '../../bunce-sync.config.ts';

// Nobody binds a failed payment here: it is counted.
const { payment_failed: _, ...events } = demo.events;

/** A small shop: who is tricked, and who falls silent. */
// oxlint-disable-next-line import/no-default-export -- the consumer's bundle takes the config by it
export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: {
    clerk: {},
    paystack: { quiet: '24h' },
    stripe: {},
    woocommerce: {},
    paypal: { webhookId: '4JH86294D6297924G' },
  },
  events: {
    ...events,
    // A reference is no number: it is left out, and counted.
    purchase_completed: { event: 'Purchase completed', parameters: { Amount: 'amount', Count: { from: 'reference', type: 'numeric' } } },
  },
});
