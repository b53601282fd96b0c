import { BODY_LIMIT } from '../../../shared/webhook/body-limit.ts';
import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import { on, onFound, type Provider } from '../../../shared/webhook/provider.ts';
import { dataTexts } from './data-text.ts';
import { ApiSettings } from '../../../shared/webhook/provider-settings.ts';
import { identify } from './identify.ts';
import { lookup } from './lookup.ts';
import * as become from './map.ts';
import * as shape from './schema.ts';

/** https://developers.korapay.com/docs/webhooks */
export const kora: Provider<typeof ApiSettings> = {
  name: 'kora',
  settings: ApiSettings,
  bodyLimit: BODY_LIMIT.notice,

  // The JSON text of `data` alone is signed; `event` is anybody's, so each schema asks for what only its own event has.
  signature: hmacOfBody({
    header: 'x-korapay-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    covers: 'part',
    signed: ({ body }) => dataTexts(body),
  }),

  identify,

  // A refund names its charge and nobody.
  thread: ({ customer: { aliases: [charge] = [] } }) => charge,

  metadata: { places: ['data.metadata'], setBy: 'shopper' },
  events: {
    'charge.success': onFound({ event: shape.Charged, found: shape.Found }, become.charged),
    'charge.failed': onFound({ event: shape.Failed, found: shape.Found }, become.failed),
    'refund.success': on(shape.Refunded, become.refunded),
  },
  lookup,
};
