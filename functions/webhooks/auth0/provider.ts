import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { batch, idOfBatch, logged } from './logs.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://auth0.com/docs/customize/events and https://auth0.com/docs/customize/log-streams/custom-log-streams */
export const auth0: Provider<typeof shape.Settings> = {
  name: 'auth0',
  settings: shape.Settings,
  bodyLimit: BODY_LIMIT.large,

  signature: sharedSecret({ header: 'authorization', prefix: 'Bearer ' }),

  identify({ body }, payload) {
    if (Array.isArray(payload)) return { type: 'logs', id: idOfBatch(payload) ?? bodyMark(body), mode: 'live' };
    const event = shape.Any.parse(payload);
    if ('log_id' in event) return { type: event.data.type, id: String(event.log_id), mode: 'live' };
    return { type: event.type, id: String(event.id), mode: event.a0purpose === 'test' ? 'test' : 'live' };
  },

  choice: {
    note: 'either an Event Stream (user.*) or a log stream (ss, sapi, sdu), never both',
    families: { 'event-stream': ['user.created', 'user.updated', 'user.deleted'], 'log-stream': [...Object.keys(logged), 'logs'] },
  },
  metadata: { places: ['data.object.app_metadata'], setBy: 'merchant' },
  events: {
    'user.created': on(shape.UserEvent, become.created),
    'user.updated': on(shape.UserEvent, become.updated),
    'user.deleted': on(shape.UserEvent, become.deleted),
    ...logged,
    logs: batch,
  },
};
