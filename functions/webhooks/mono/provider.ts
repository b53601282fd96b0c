import { bodyMark } from '../../../shared/webhook/fingerprint.ts';
import { on, onFound, type Provider } from '../../../shared/webhook/provider.ts';
import { ApiSettings } from '../../../shared/webhook/provider-settings.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { lookup } from './lookup.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

const found = shape.Found;

/** https://docs.mono.co/docs/webhooks */
export const mono: Provider<typeof ApiSettings> = {
  name: 'mono',
  settings: ApiSettings,

  signature: sharedSecret({ header: 'mono-webhook-secret' }),

  // The id is the same in every retry; webhooks of older accounts have none.
  identify({ body }, payload) {
    const { event, event_id: id, data } = shape.Any.parse(payload);
    const { object, ...subject } = shape.Subject.parse(data);
    const live = subject.live_mode ?? subject.liveMode ?? object?.liveMode ?? true;
    return { type: event, id: id || `${event}:${bodyMark(body)}`, mode: live ? 'live' : 'test' };
  },

  events: {
    'direct_debit.payment_successful': onFound({ event: shape.Payment, found }, become.paid),
    'events.mandates.debit.successful': onFound({ event: shape.Debit, found }, become.debited),
    'events.mandates.debit.failed': onFound({ event: shape.Debit, found }, become.debited),
    'events.mandates.approved': onFound({ event: shape.Mandate, found }, become.approved),
    'events.mandates.rejected': onFound({ event: shape.Mandate, found }, become.changed),
    'events.mandates.expired': onFound({ event: shape.Mandate, found }, become.changed),
    'events.mandate.action.cancel': on(shape.Action, become.cancelled),
    'events.mandate.action.pause': on(shape.Action, become.paused),
    'events.mandate.action.reinstate': on(shape.Action, become.reinstated),
  },
  lookup,
};
