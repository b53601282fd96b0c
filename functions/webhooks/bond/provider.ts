import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { timestampedHmac } from '../../../shared/webhook/hmac.ts';
import { onFound, type Provider } from '../../../shared/webhook/provider.ts';
import { lastIdOf } from '../../../shared/webhook/thread.ts';
import { identify } from './identify.ts';
import { lookup } from './lookup.ts';
import * as become from './map.ts';
import { people } from './people.ts';
import * as shape from './schema.ts';

const verification = { event: shape.Verification, found: shape.Found };

/** https://docs.bond.tech/docs/webhooks, today https://docs.atelio.com/embedded/docs */
export const bond: Provider<typeof shape.Settings> = {
  name: 'bond',
  settings: shape.Settings,
  bodyLimit: BODY_LIMIT.notice,

  // v1 covers the JSON as Python would write it again; v2 the bytes sent. Bond retries for three days and names no window.
  signature: timestampedHmac({ header: 'bond-signature', scheme: 'v2', tolerance: Infinity }),

  identify: ({ body }, payload) => identify(body, payload),

  // Bond's own id of the customer: the look-up alone tells the team's.
  thread: lastIdOf,

  events: {
    'customer.updated': onFound({ event: shape.CustomerUpdated, found: shape.Found }, become.updated),
    'kyc.verification.success': onFound(verification, become.verified),
    'kyc.verification.failure': onFound(verification, become.standing('failed')),
    'kyc.verification.error': onFound(verification, become.standing('error')),
    'kyc.verification.timeout': onFound(verification, become.standing('timeout')),
    'kyc.verification.document_required': onFound(verification, become.standing('document_required')),
    'kyc.verification.under_review': onFound(verification, become.standing('under_review')),
    'kyc.verification.reenter_information': onFound(verification, become.standing('reenter_information')),
    transactions: onFound({ event: shape.Transaction, found: shape.Found }, become.transacted),
  },
  lookup,
  people,
};
