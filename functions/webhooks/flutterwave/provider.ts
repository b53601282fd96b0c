import { bodyMark } from '../../../shared/webhook/fingerprint.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, type Provider } from '../../../shared/webhook/provider.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import { anyOf } from '../../../shared/webhook/any-of.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://developer.flutterwave.com/docs/webhooks */
export const flutterwave: Provider = {
  name: 'flutterwave',

  // v4 signs the body; v3 sends the secret hash itself, which is no signature and never passes for one in v4's header.
  signature: {
    ...anyOf([
      hmacOfBody({ header: 'flutterwave-signature', algorithm: 'sha256', encoding: 'base64' }),
      sharedSecret({ header: 'verif-hash' }),
    ]),
    hints: {
      malformed:
        'flutterwave-signature holds no HMAC: perhaps the bare secret hash, which proves nothing of the body (v3 sends it in verif-hash)',
    },
  },

  // v4 has a delivery id. A charge is known by its id and status; whatever else comes, by its bytes too.
  identify({ body }, payload) {
    const webhook = shape.Any.parse(payload);
    const type = shape.typeOf(webhook);
    const { id, status, reference } = shape.subjectOf(webhook);
    const mark = type === 'charge.completed' && id ? undefined : bodyMark(body);
    const parts = [type, id, status, mark].filter(Boolean);
    return { type, id: webhook.webhook_id ?? parts.join(':'), mode: reference?.includes('MOCK') ? 'test' : 'live' };
  },

  events: {
    'charge.completed': become.charged,
    'subscription.cancelled': on(shape.Cancelled, become.cancelled),
    refund: on(shape.Refund, become.refunded),
  },
};
