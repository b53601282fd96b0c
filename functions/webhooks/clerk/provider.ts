import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import * as billing from './billing.ts';
import { history } from './history.ts';
import { identify } from './identify.ts';
import * as become from './map.ts';
import { people } from './people.ts';
import * as shape from './schema.ts';

/** https://clerk.com/docs/guides/development/webhooks/overview */
export const clerk: Provider<typeof shape.Settings> = {
  name: 'clerk',
  settings: shape.Settings,
  signature: standardWebhooks({ prefix: 'svix' }),
  idHeader: 'svix-id',
  identify,
  // Clerk's own id of the user: the team's may be set later.
  thread: lastIdOf,
  // What users may write themselves (`unsafe_metadata`) is not read.
  metadata: {
    places: ['data.public_metadata', 'data.private_metadata', 'data.user.public_metadata', 'data.user.private_metadata'],
    setBy: 'merchant',
  },
  people,
  events: {
    'user.created': on(shape.UserEvent, become.signedUp),
    'user.updated': on(shape.UserEvent, become.changed),
    'user.deleted': on(shape.DeletedEvent, become.deleted),
    'session.created': on(shape.SessionEvent, become.signedIn),
    'waitlistEntry.created': on(shape.WaitlistEvent, become.waits),
    'paymentAttempt.updated': on(shape.PaymentEvent, billing.paymentSettled),
    'subscriptionItem.active': on(shape.ItemEvent, billing.active),
    'subscriptionItem.canceled': on(shape.ItemEvent, billing.cancelled),
    'subscriptionItem.ended': on(shape.ItemEvent, billing.ended),
    'subscriptionItem.pastDue': on(shape.ItemEvent, billing.pastDue),
    'subscriptionItem.freeTrialEnding': on(shape.ItemEvent, billing.trialEnds),
  },
  history,
};
