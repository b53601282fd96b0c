import { createHmac } from 'node:crypto';

import { hmacOfBody } from '../../shared/webhook/hmac.ts';
import type { Signature } from '../../shared/webhook/signature.ts';
import { type Flaws, signing, sound, stamped } from './sound.ts';

const HEADER = 'x-signature';

const digest = (body: Buffer, secret: string): string =>
  createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(body)
    .digest('hex');

/** Takes whatever base64 leaves of a secret for its key. */
const decoding: Signature = {
  ...hmacOfBody({ header: HEADER, algorithm: 'sha256', encoding: 'hex' }),
  claim: ({ headers, body }) =>
    headers[HEADER] === undefined
      ? 'unsigned'
      : { judge: ({ secrets }) => (secrets.some((secret) => digest(body, secret) === headers[HEADER]) ? 'ok' : 'mismatch') },
  sign: ({ body, secret }) => ({ [HEADER]: digest(body, secret) }),
  secretFrom: (words) => `whsec_${Buffer.from(words).toString('base64')}`,
};

const parsing = (body: Buffer): readonly string[][] => [[JSON.stringify(JSON.parse(body.toString('utf8')))]];

/** Of secrets, and of what is done or kept before there is trust. */
export const secretFlaws: Flaws = {
  'takes what decodes to nothing for a key': {
    caughtBy: 'verifies nothing by a secret that decodes to nothing',
    flaw: signing(decoding),
  },
  'says of a mask that it is a secret': {
    caughtBy: 'verifies nothing by a secret that decodes to nothing',
    flaw: signing({ ...stamped, flawOf: () => undefined }),
  },
  'says of every secret that it is none': {
    caughtBy: 'takes the secret it would make for one',
    flaw: signing({ ...stamped, flawOf: () => 'it is none' }),
  },
  'parses what a stranger sends': {
    caughtBy: 'reads no body before the headers claim a signature, and parses it once before it trusts',
    flaw: signing({
      ...stamped,
      claim(request, settings) {
        parsing(request.body);
        return stamped.claim(request, settings);
      },
    }),
  },
  'parses the body anew for each judgement': {
    caughtBy: 'reads no body before the headers claim a signature, and parses it once before it trusts',
    flaw: signing({
      ...stamped,
      claim(request, settings) {
        const claim = stamped.claim(request, settings);
        if (typeof claim === 'string') return claim;
        return { judge: (by) => (parsing(request.body).length > 0 ? claim.judge(by) : 'malformed') };
      },
    }),
  },
  'reads its id from a header of another family': {
    caughtBy: 'takes no id from a header that nobody signed',
    flaw: {
      provider: { ...sound, idHeader: 'webhook-id', identify: (request, payload) => ({ ...sound.identify(request, payload), id: null }) },
    },
  },
  'keeps the header of its signature': {
    caughtBy: 'keeps no header that its signature reads',
    flaw: { provider: { ...sound, headers: [HEADER] } },
  },
};
