import { hmacOfBody, timestampedHmac } from '../../shared/webhook/hmac.ts';
import type { WebhookRequest } from '../../shared/webhook/request.ts';
import { basicAuth, sharedSecret } from '../../shared/webhook/shared-secret.ts';
import { type Check, hmacSignature, type Signature, type Verdict, verify } from '../../shared/webhook/signature.ts';
import { type Flaws, judged, judging, signing, sound, stamped } from './sound.ts';

const HEADER = 'x-signature';
const plain = hmacOfBody({ header: HEADER, algorithm: 'sha256', encoding: 'hex' });
const password = sharedSecret({ header: HEADER });
const basic = basicAuth();

const canonical = (body: Buffer): Buffer => Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));

const normalising: Signature = {
  ...judging((check) => verify(stamped, { ...check, request: { ...check.request, body: canonical(check.request.body) } }), stamped),
  sign: (each) => stamped.sign({ ...each, body: canonical(each.body) }),
};

/** Writes the same header and covers the body alone. */
const unstamped = hmacSignature({
  algorithm: 'sha256',
  encoding: 'hex',
  tolerance: 300,
  read(headers) {
    const [, stamp, digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers[HEADER] ?? '') ?? [];
    return stamp && digest ? { digests: [digest], stamp, seconds: Number(stamp) } : 'unsigned';
  },
  messages: (_claim, { request }) => [[request.body]],
  claim: ({ now }) => ({ stamp: String(Math.floor(now.getTime() / 1000)) }),
  write: ({ stamp, digests }) => ({ [HEADER]: `t=${stamp},v1=${digests[0]}` }),
});

/** The scheme of the sound provider, asked with another header. */
const asked = (rewritten: (header: string) => string) =>
  judged((check) => {
    const header = check.request.headers[HEADER];
    const headers = header === undefined ? {} : { [HEADER]: rewritten(header) };
    return verify(stamped, { ...check, request: { headers, body: check.request.body } });
  });

/** One defect each, named for the check that must catch it. */
export const signatureFlaws: Flaws = {
  'signs in another header than it checks': {
    caughtBy: 'accepts its own signature',
    flaw: signing({ ...stamped, sign: plain.sign }),
  },
  'uses another algorithm on both sides': {
    caughtBy: 'accepts known answers of another implementation',
    flaw: signing(timestampedHmac({ header: HEADER, scheme: 'v1', tolerance: 300, joint: ':' })),
  },
  'writes in base64 what the provider writes in hex': {
    caughtBy: 'accepts known answers of another implementation',
    flaw: {
      ...signing(hmacOfBody({ header: HEADER, algorithm: 'sha256', encoding: 'base64' })),
      knownAnswers: [
        {
          how: 'printf %s \'{"type":"paid"}\' | openssl dgst -sha256 -hmac whsec_known',
          secret: 'whsec_known',
          headers: { [HEADER]: 'd434166d3a8b0015c935d5573c57764415fd5e99f3e8d271ef44431e6b1f1adb' },
          body: '{"type":"paid"}',
        },
      ],
    },
  },
  'tries the first secret only': {
    caughtBy: 'accepts the old secret during rotation',
    flaw: judged((check) => verify(stamped, { ...check, secrets: check.secrets.slice(0, 1) })),
  },
  'tries the last secret only': {
    caughtBy: 'accepts the newest secret while the old one is still listed',
    flaw: judged((check) => verify(stamped, { ...check, secrets: check.secrets.slice(-1) })),
  },
  'fails open when no secret is set': {
    caughtBy: 'refuses everything without a secret',
    flaw: judged((check) => (check.secrets.length === 0 ? 'ok' : verify(stamped, check))),
  },
  'compares no more than the length': {
    caughtBy: 'refuses the signature of another secret',
    flaw: judged((check) => ignoring('mismatch', check)),
  },
  'knows the user and asks for no password': {
    caughtBy: 'refuses the signature of another secret',
    flaw: judged((check) => (userOf(check.request) === 'bunce' ? 'ok' : verify(basic, check)), basic),
  },
  'takes the secret itself for a signature': {
    caughtBy: 'refuses the secret itself in place of a signature',
    flaw: judged((check) => (check.secrets.includes(check.request.headers[HEADER] ?? '') ? 'ok' : verify(stamped, check))),
  },
  'asks of a password how it begins': {
    caughtBy: 'refuses a signature with anything added',
    flaw: judged(
      (check) => (check.secrets.some((secret) => check.request.headers[HEADER]?.startsWith(secret)) ? 'ok' : verify(password, check)),
      password,
    ),
  },
  'decodes a digest and drops what is none of it': {
    caughtBy: 'refuses a signature with anything added',
    flaw: asked((header) => header.replace(/(v1=[0-9a-f]{64}).*/, '$1')),
  },
  'verifies the body it has re-serialised': {
    caughtBy: 'refuses other bytes of the same JSON',
    flaw: signing(normalising),
  },
  'lets a request without a signature in': {
    caughtBy: 'refuses a request without its signature headers',
    flaw: judged((check) => (check.request.headers[HEADER] ? verify(stamped, check) : 'ok')),
  },
  'throws on a digest of another length': {
    caughtBy: 'refuses any junk header without throwing',
    flaw: judged((check) => throwing(check)),
  },
  'reads the last v1 only': {
    caughtBy: 'accepts every digest of a header that carries several',
    flaw: asked((header) => [header.split(',')[0], header.split(',').at(-1)].join(',')),
  },
  'never judges the stamp': { caughtBy: 'refuses a stale stamp', flaw: judged((check) => ignoring('stale', check)) },
  'judges a stamp that nobody signed': { caughtBy: 'refuses an old signature under a fresh stamp', flaw: signing(unstamped) },
  'leaves the delivery id unsigned': {
    caughtBy: 'refuses a delivery id that was not signed',
    flaw: signing({ ...stamped, sign: (each) => ({ ...stamped.sign(each), 'x-id': each.id }) }),
  },
  'answers a webhook as if it were a ping': {
    caughtBy: 'takes no webhook for a ping',
    flaw: { provider: { ...sound, handshake: ({ body }) => body.length > 0 } },
  },
};

async function ignoring(verdict: Verdict, check: Check): Promise<Verdict> {
  const found = await verify(stamped, check);
  return found === verdict && check.secrets.length > 0 ? 'ok' : found;
}

const userOf = ({ headers }: WebhookRequest): string | undefined =>
  Buffer.from(headers['authorization']?.slice('Basic '.length) ?? '', 'base64')
    .toString()
    .split(':')[0];

function throwing(check: Check): Promise<Verdict> {
  const header = check.request.headers[HEADER];
  if (header && header.length !== `t=1773482400,v1=${'0'.repeat(64)}`.length) throw new RangeError('unequal lengths');
  return verify(stamped, check);
}
