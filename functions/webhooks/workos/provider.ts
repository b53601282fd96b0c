import { timestampedHmac } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://workos.com/docs/events/data-syncing/webhooks */
export const workos: Provider<typeof shape.Settings> = {
  name: 'workos',
  settings: shape.Settings,

  signature: timestampedHmac({ header: 'workos-signature', scheme: 'v1', unit: 'ms', tolerance: 180 }),

  // Staging and production have endpoints and secrets of their own; nothing in the body tells them apart.
  identify(_request, payload) {
    const { event: type, id } = shape.Any.parse(payload);
    return { type, id: String(id), mode: 'live' };
  },

  // WorkOS's own id of the user: the team's may be set later.
  thread: lastIdOf,

  metadata: { places: ['data.metadata'], setBy: 'merchant' },
  choice: {
    note: 'either user.* or dsync.user.*, never both',
    families: {
      users: ['user.created', 'user.updated', 'user.deleted', 'session.created'],
      directory: ['dsync.user.created', 'dsync.user.updated', 'dsync.user.deleted'],
    },
  },
  events: {
    'user.created': on(shape.UserEvent, become.signedUp),
    'user.updated': on(shape.UserEvent, become.changed),
    'user.deleted': on(shape.UserEvent, become.deleted),
    'session.created': on(shape.SessionEvent, become.signedIn),
    'dsync.user.created': on(shape.UserEvent, become.signedUp),
    'dsync.user.updated': on(shape.UserEvent, become.changed),
    'dsync.user.deleted': on(shape.UserEvent, become.deleted),
  },
};
