import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { history } from './history.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';
import { signature } from './signature.ts';
import { paidOut } from './transfers.ts';

/** https://developer.flutterwave.com/docs/webhooks */
export const flutterwave: Provider = {
  name: 'flutterwave',
  bodyLimit: BODY_LIMIT.notice,

  signature,

  // v4 has a delivery id. Anything else is known by its id and status, and what has no id by its bytes.
  identify({ body }, payload) {
    const webhook = shape.Any.parse(payload);
    const type = shape.typeOf(webhook);
    const { delivery, id, status, reference, email } = shape.subjectOf(webhook);
    const outcome = type === 'refund' ? status?.replace(/^completed.*/, 'completed') : status;
    const parts = [type, id ?? bodyMark(body), outcome].filter(Boolean);
    return { type, id: delivery ?? parts.join(':'), mode: shape.isSandbox({ reference, email }) ? 'test' : 'live' };
  },

  // A refund names its charge and nobody.
  thread: lastIdOf,

  metadata: { places: ['meta_data', 'data.meta', 'data.meta.0', 'meta'], setBy: 'shopper' },
  events: {
    'charge.completed': become.charged,
    'transfer.completed': on(shape.Transfer, paidOut),
    'transfer.disburse': on(shape.Transfer, paidOut),
    'subscription.cancelled': on(shape.Cancelled, become.cancelled),
    refund: on(shape.Refund, become.refunded),
  },
  history,
};
