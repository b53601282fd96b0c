import { hmacOfBody } from '../../shared/webhook/hmac.ts';
import type { Signature } from '../../shared/webhook/signature.ts';
import { type Flaws, judged, sound, stamped } from './flawed.ts';

/** The first event of an array, or of lines, as the bytes that were signed. */
function first(body: Buffer): Buffer {
  const text = body.toString('utf8');
  const [, end] = /^\[?(\{.*?\n\})/s.exec(text) ?? [];
  return end === undefined ? body : Buffer.from(end);
}

const byHost: Signature = {
  ...hmacOfBody({
    header: 'x-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    signed: ({ headers, body }, { url = '' }) => [headers['host'] ? `https://${headers['host']}/webhooks/x` : url, body],
  }),
  needs: ['url'],
};

const CERTIFICATE = { 'x-cert-url': 'https://certs.provider.example/CERT-1' };
const certified: Signature = { ...stamped, sign: (signing) => ({ ...stamped.sign(signing), ...CERTIFICATE }) };

/** What trusts a request about itself. */
export const requestFlaws: Flaws = {
  'verifies a batch by its first event': {
    caughtBy: 'refuses events that follow the signed one',
    flaw: judged((check) => stamped.check({ ...check, request: { ...check.request, body: first(check.request.body) } })),
  },
  'takes the URL it signs from the request': {
    caughtBy: 'signs what the config says of itself, not the request',
    flaw: { provider: { ...sound, signature: byHost } },
  },
  'fetches its certificate from wherever the request says': {
    caughtBy: 'takes a key from nowhere but where the provider keeps it',
    flaw: { provider: { ...sound, signature: certified } },
  },
};
