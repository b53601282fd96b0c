import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { StampSettings } from '../../../shared/webhook/provider-settings.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://clerk.com/docs/guides/development/webhooks/overview */
export const clerk: Provider<typeof StampSettings> = {
  name: 'clerk',
  settings: StampSettings,

  signature: standardWebhooks({ prefix: 'svix' }),

  // The body has no id, and nothing tells a development instance from production: each has a secret of its own.
  idHeader: 'svix-id',
  identify(_request, payload) {
    return { type: shape.Any.parse(payload).type, id: null, mode: 'live' };
  },

  events: {
    'user.created': on(shape.UserEvent, become.signedUp),
    'user.updated': on(shape.UserEvent, become.changed),
    'user.deleted': on(shape.DeletedEvent, become.deleted),
    'paymentAttempt.updated': on(shape.PaymentEvent, become.paymentSettled),
    'subscriptionItem.active': on(shape.ItemEvent, become.active),
    'subscriptionItem.canceled': on(shape.ItemEvent, become.cancelled),
    'subscriptionItem.ended': on(shape.ItemEvent, become.ended),
    'subscriptionItem.pastDue': on(shape.ItemEvent, become.pastDue),
    'subscriptionItem.freeTrialEnding': on(shape.ItemEvent, become.trialEnds),
  },
};
