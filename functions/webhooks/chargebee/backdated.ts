import { on } from '../../../shared/webhook/provider.ts';
import { SubscriptionEvent } from './schema.ts';
import * as subscription from './subscription.ts';

/** What was made to count from a day in the past has events of its own, in place of the usual ones. */
export const backdated = {
  subscription_created_with_backdating: on(SubscriptionEvent, subscription.created),
  subscription_activated_with_backdating: on(SubscriptionEvent, subscription.statusChanged),
  subscription_changed_with_backdating: on(SubscriptionEvent, subscription.statusChanged),
  subscription_reactivated_with_backdating: on(SubscriptionEvent, subscription.statusChanged),
  subscription_canceled_with_backdating: on(SubscriptionEvent, subscription.ended),
};
