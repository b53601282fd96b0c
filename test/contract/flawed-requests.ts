import type { Sample } from '../../local/samples.ts';
import { customer, track } from '../../shared/bunce/command.ts';
import { hmacOfBody } from '../../shared/webhook/hmac.ts';
import type { EventRule } from '../../shared/webhook/provider.ts';
import type { Signature } from '../../shared/webhook/signature.ts';
import { bought, type Flaws, judged, Paid, sample, signing, sound, stamped } from './sound.ts';
import { verify } from '../../shared/webhook/signature.ts';

/** The first event of an array, or of lines, as the bytes that were signed. */
function first(body: Buffer): Buffer {
  const text = body.toString('utf8');
  const [, end] = /^\[?(\{.*?\n\})/s.exec(text) ?? [];
  return end === undefined ? body : Buffer.from(end);
}

const HMAC = { header: 'x-signature', algorithm: 'sha256', encoding: 'hex' } as const;

const byHost: Signature = {
  ...hmacOfBody({
    ...HMAC,
    signed: ({ headers, body }, { url = '' }) => [[headers['host'] ? `https://${headers['host']}/webhooks/x` : url, body]],
  }),
  needs: ['url'],
};

const CERTIFICATE = { 'x-cert-url': 'https://certs.provider.example/CERT-1' };
const certified: Signature = { ...stamped, sign: (each) => ({ ...stamped.sign(each), ...CERTIFICATE }) };

/** Signs the text of `data` alone; type, id and mode are anyone's. */
const partly = hmacOfBody({
  ...HMAC,
  signed: ({ body }) => [[JSON.stringify(Paid.parse(JSON.parse(body.toString('utf8'))).data)]],
  covers: 'part',
});

const closed: EventRule = (payload) => [track('account_deleted', { customer: customer({ id: Paid.parse(payload).data.id }) })];

/** A sample of another type, told by a header or by the body. */
const other = (headers: Sample['headers'], type: string): Sample => {
  const bytes = Buffer.from(sample('closed').body.toString('utf8').replace('"paid"', `"${type}"`));
  return { name: 'closed', body: bytes, headers, commands: [], lookup: undefined };
};

/** What trusts a request about itself. */
export const requestFlaws: Flaws = {
  'verifies a batch by its first event': {
    caughtBy: 'refuses events that follow the signed one',
    flaw: judged((check) => verify(stamped, { ...check, request: { ...check.request, body: first(check.request.body) } })),
  },
  'takes the URL it signs from the request': {
    caughtBy: 'signs what the config says of itself, not the request',
    flaw: signing(byHost),
  },
  'asks for its URL and leaves it unsigned': {
    caughtBy: 'signs what the config says of itself, not the request',
    flaw: signing({ ...stamped, needs: ['url'] }),
  },
  'signs its URL and does not ask for it': {
    caughtBy: 'signs what the config says of itself, not the request',
    flaw: signing(hmacOfBody({ ...HMAC, signed: ({ body }, { url = '' }) => [[url, body]] })),
  },
  'fetches its certificate from wherever the request says': {
    caughtBy: 'takes a key from nowhere but where the provider keeps it',
    flaw: signing(certified),
  },
  'signs a part of the body and claims the whole': {
    caughtBy: 'refuses other bytes of the same JSON',
    flaw: signing({ ...partly, covers: 'body' }),
  },
  'believes the part that nobody signed': {
    caughtBy: 'lets nothing unsigned turn an event into money or a deletion',
    flaw: { provider: { ...sound, signature: partly, events: { paid: bought, closed } }, samples: [sample('one'), other({}, 'closed')] },
  },
  'believes the type in a header that nobody signed': {
    caughtBy: 'lets nothing unsigned turn an event into money or a deletion',
    flaw: {
      provider: {
        ...sound,
        headers: ['x-topic'],
        identify: (request, payload) => ({ ...sound.identify(request, payload), type: request.headers['x-topic'] ?? 'paid' }),
        events: { paid: bought, closed },
      },
      samples: [sample('one'), other({ 'x-topic': 'closed' }, 'paid')],
    },
  },
};
