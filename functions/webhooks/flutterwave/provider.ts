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

  // v4 has a delivery id. Anything else is known by its id and status, and what has no id by its bytes.
  identify({ body }, payload) {
    const webhook = shape.Any.parse(payload);
    const type = shape.typeOf(webhook);
    const { delivery, id, status, reference, email } = shape.subjectOf(webhook);
    const parts = [type, id ?? bodyMark(body), status].filter(Boolean);
    return { type, id: delivery ?? parts.join(':'), mode: isSandbox({ reference, email }) ? 'test' : 'live' };
  },

  events: {
    'charge.completed': become.charged,
    'subscription.cancelled': on(shape.Cancelled, become.cancelled),
    refund: on(shape.Refund, become.refunded),
  },
};

/** No body says so, but the sandbox invents references with MOCK in them and puts `ravesb_…_` before the payer's address. */
const isSandbox = ({ reference, email }: Pick<shape.Subject, 'reference' | 'email'>): boolean =>
  /mock/i.test(reference ?? '') || /^ravesb_/i.test(email ?? '');
