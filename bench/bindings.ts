import committed from '../bunce-sync.config.ts';
import { defineConfig } from '../shared/config/config.ts';

const { signed_up: signedUp, profile_updated: updated, purchase_completed: purchase } = committed.events;
if (!signedUp || !updated || !purchase) throw new Error('the committed config binds sign-ups, updates and purchases');

/** The committed bindings, with two attributes for each of the three events. */
// The consumer's bundle takes the config by its default export.
// oxlint-disable-next-line import/no-default-export
export default defineConfig({
  ...committed,
  testEvents: 'send',
  identity: 'clerk',
  providers: { clerk: {}, paystack: {} },
  events: {
    signed_up: { ...signedUp, attributes: { 'Signed up at': 'occurredAt', 'Signed up as': 'customer.lastName' } },
    profile_updated: { ...updated, attributes: { 'Updated at': 'occurredAt', 'Known as': 'customer.lastName' } },
    purchase_completed: { ...purchase, attributes: { 'Last purchase at': 'occurredAt', 'Last purchase': 'reference' } },
  },
});
