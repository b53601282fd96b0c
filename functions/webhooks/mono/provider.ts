import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { on, onFound, type Provider } from '../../../shared/webhook/provider.ts';
import { ApiSettings } from '../../../shared/webhook/provider-settings.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { identify } from './identify.ts';
import { lookup } from './lookup.ts';
import * as mandate from './mandates.ts';
import * as payment from './map.ts';
import * as shape from './schema.ts';

/** https://docs.mono.co/docs/webhooks */
export const mono: Provider<typeof ApiSettings> = {
  name: 'mono',
  settings: ApiSettings,
  bodyLimit: BODY_LIMIT.notice,

  signature: sharedSecret({ header: 'mono-webhook-secret' }),

  identify: ({ body }, payload) => identify(body, payload),

  // What is done to a mandate names the mandate and nobody; a later payment may name the account alone.
  thread: lastIdOf,

  events: {
    'mono.events.account_connected': onFound({ event: shape.Account, found: shape.Found }, payment.linked),
    'direct_debit.payment_successful': onFound({ event: shape.Payment, found: shape.Found }, payment.paid),
    'events.mandates.debit.successful': onFound({ event: shape.Debit, found: shape.Found }, payment.debited),
    'events.mandates.debit.failed': onFound({ event: shape.Debit, found: shape.Found }, payment.debited),
    'events.mandates.debit_attempt.successful': onFound({ event: shape.Sweep, found: shape.Found }, payment.collected),
    'events.mandates.debit.partial_debit_successful': onFound({ event: shape.Sweep, found: shape.Found }, payment.collected),
    'events.mandates.approved': onFound({ event: shape.Mandate, found: shape.Found }, mandate.approved),
    'events.mandates.rejected': onFound({ event: shape.Mandate, found: shape.Found }, mandate.changed),
    'events.mandates.expired': onFound({ event: shape.Mandate, found: shape.Found }, mandate.changed),
    'events.mandate.action.cancel': on(shape.Action, mandate.cancelled),
    'events.mandate.action.pause': on(shape.Action, mandate.paused),
    'events.mandate.action.reinstate': on(shape.Action, mandate.reinstated),
  },
  lookup,
};
