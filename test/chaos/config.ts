import committed from '../../bunce-sync.config.ts';
import { defineConfig } from '../../shared/config/config.ts';

const onAmbiguous = process.env['CHAOS_ON_AMBIGUOUS'] === 'park' ? 'park' : 'retry';

/** In the place of the project's own config: every call can be told from every other by what it carries. */
// The consumer's bundle takes the config by its default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  bunce: committed.bunce,
  testEvents: 'send',
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: { clerk: {}, paystack: {}, stripe: {} },
  events: {
    signed_up: {
      event: 'Signed up',
      parameters: { Key: 'customer.lastName', 'Signed up at': 'occurredAt' },
      attributes: { 'Signed up by': 'customer.lastName', 'Signed up at': 'occurredAt' },
      onAmbiguous,
    },
    profile_updated: { event: 'Profile updated', parameters: { Key: 'customer.lastName', 'Updated at': 'occurredAt' }, onAmbiguous },
    purchase_completed: {
      event: 'Purchase completed',
      parameters: { Key: 'reference', Amount: 'amount', Currency: 'currency', 'Purchased at': 'occurredAt' },
      attributes: { 'Last purchase': 'reference', 'Last purchase at': 'occurredAt' },
      onAmbiguous,
    },
  },
});
