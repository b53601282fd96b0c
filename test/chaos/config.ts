import committed from '../../bunce-sync.config.ts';
import type { TrackedEvent } from '../../shared/bunce/event.ts';
import { defineConfig } from '../../shared/config/config.ts';
import { deletionKey, refundKey, tokenAt } from './keys.ts';

const onAmbiguous = process.env['CHAOS_ON_AMBIGUOUS'] === 'park' ? 'park' : 'retry';

const refundKeyOf = ({ properties }: TrackedEvent): string | undefined =>
  'reference' in properties && properties.reference !== undefined ? refundKey(String(properties.reference)) : undefined;

/** In the place of the project's own config: every call can be told from every other by what it carries. */
// The consumer's bundle takes the config by its default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  bunce: committed.bunce,
  testEvents: 'send',
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: { clerk: {}, paystack: {}, stripe: {}, shopify: {}, segment: {} },
  attributes: { identityReason: 'Identity reason' },
  events: {
    signed_up: {
      event: 'Signed up',
      parameters: { Key: 'customer.lastName', 'Signed up at': 'occurredAt' },
      attributes: { 'Signed up by': 'customer.lastName', 'Signed up at': 'occurredAt' },
      onAmbiguous,
    },
    profile_updated: {
      event: 'Profile updated',
      parameters: { Key: ({ occurredAt }) => tokenAt(occurredAt ?? ''), 'Updated at': 'occurredAt' },
      onAmbiguous,
    },
    account_deleted: {
      event: 'Account deleted',
      parameters: { Key: ({ occurredAt }) => deletionKey(occurredAt ?? ''), 'Deleted at': 'occurredAt' },
      onAmbiguous,
    },
    purchase_completed: {
      event: 'Purchase completed',
      parameters: { Key: 'reference', Amount: 'amount', Currency: 'currency', 'Purchased at': 'occurredAt' },
      attributes: { 'Last purchase': 'reference', 'Last purchase at': 'occurredAt' },
      onAmbiguous,
    },
    refund_issued: { event: 'Refund issued', parameters: { Key: refundKeyOf, Amount: 'amount', Currency: 'currency' }, onAmbiguous },
    subscription_changed: { event: 'Subscription changed', parameters: { Key: 'reference', Status: 'status' }, onAmbiguous },
  },
});
