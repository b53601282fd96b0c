import { anyOf } from '../../../shared/webhook/any-of.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { sharedSecret } from '../../../shared/webhook/shared-secret.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';

/** v4 signs the body; v3 sends the secret hash itself, which is no signature and never passes for one in v4's header. */
export const signature: Signature = {
  ...anyOf([
    hmacOfBody({ header: 'flutterwave-signature', algorithm: 'sha256', encoding: 'base64' }),
    sharedSecret({ header: 'verif-hash' }),
  ]),
  hints: {
    malformed:
      'flutterwave-signature holds no HMAC: perhaps the bare secret hash, which proves nothing of the body (v3 sends it in verif-hash)',
  },
};
