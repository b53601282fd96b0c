import { hmacOfBody } from '../../../shared/webhook/hmac.ts';
import type { Signature } from '../../../shared/webhook/signature.ts';

/** Covers the URL as it was registered: that of the config, else the one API Gateway says the request came to, never a header's. */
export const signature: Signature = {
  ...hmacOfBody({
    header: 'x-square-hmacsha256-signature',
    algorithm: 'sha256',
    encoding: 'base64',
    signed: ({ body, url: arrivedAt }, { url = arrivedAt }) => (url ? [[url, body]] : []),
  }),
  hints: {
    mismatch:
      'no configured secret gives this signature over this URL: the key of another subscription, or a URL registered otherwise than the one called. An API mapping of a custom domain stands in no request: then set providers.square.url to the URL as Square has it',
  },
};
