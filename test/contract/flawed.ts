import * as z from 'zod/mini';

import type { Sample } from '../../cli/sample.ts';
import { type Command, customer, track } from '../../shared/bunce/command.ts';
import { hmacOfBody, timestampedHmac } from '../../shared/webhook/hmac.ts';
import type { EventRule, Provider } from '../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../shared/webhook/request.ts';
import type { Check as SignatureCheck, Signature } from '../../shared/webhook/signature.ts';
import type { KnownAnswer, Subject } from './checks.ts';

const plain = hmacOfBody({ header: 'x-signature', algorithm: 'sha256', encoding: 'hex' });
/** The scheme of the sound provider. */
export const stamped = timestampedHmac({ header: 'x-signature', scheme: 'v1', tolerance: 300 });

const Any = z.object({ type: z.string(), id: z.string(), livemode: z.boolean() });
const Paid = z.object({ data: z.object({ id: z.string(), email: z.string() }) });
const Loose = z.object({ data: z.object({ email: z.unknown() }) });

const bought: EventRule = (payload) => {
  const { id, email } = Paid.parse(payload).data;
  return [track('purchase_completed', { customer: customer({ id, email }), properties: { reference: id } })];
};

const canonical = (body: Buffer): Buffer => Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))));

const normalising: Signature = {
  ...stamped,
  check: (check) => stamped.check({ ...check, request: { ...check.request, body: canonical(check.request.body) } }),
  sign: (signing) => stamped.sign({ ...signing, body: canonical(signing.body) }),
};

/** Sound in every respect; each flawed provider differs from it in one. */
export const sound: Provider = {
  name: 'sound',
  signature: stamped,
  identify(_request, payload) {
    const { type, id, livemode } = Any.parse(payload);
    return { type, id, mode: livemode ? 'live' : 'test' };
  },
  events: { paid: bought },
};

/** Signs the text of `data` alone; type, id and mode are anyone's. */
const partly = hmacOfBody({
  header: 'x-signature',
  algorithm: 'sha256',
  encoding: 'hex',
  signed: ({ body: bytes }) => [JSON.stringify(Paid.parse(JSON.parse(bytes.toString('utf8'))).data)],
  covers: 'part',
});

const closed: EventRule = (payload) => [track('account_deleted', { customer: customer({ id: Paid.parse(payload).data.id }) })];

const body = (id: string, live: boolean): Buffer =>
  Buffer.from(JSON.stringify({ type: 'paid', id, livemode: live, data: { id: 'order-1', email: 'flaw@example.com' } }, null, 2));
const commands: unknown = JSON.parse(JSON.stringify(bought(JSON.parse(body('evt_1', true).toString()))));
const sample = (name: string, live = true): Sample => ({ name, body: body(`evt_${name}`, live), headers: {}, commands, lookup: undefined });

const knownAnswer: KnownAnswer = {
  how: 'printf %s \'1773482400.{"type":"paid"}\' | openssl dgst -sha256 -hmac whsec_known',
  secret: 'whsec_known',
  headers: { 'x-signature': 't=1773482400,v1=8fa7b204c92acafa712cc756825e8c917d7c10f3e53bbc467fe2af8170a63bf3' },
  body: '{"type":"paid"}',
  now: 1773482400,
};

export const soundSubject: Subject = {
  provider: sound,
  samples: [sample('one'), sample('two'), sample('three-test', false)],
  knownAnswers: [knownAnswer],
};

/** A sample of another type, told by a header or by the body. */
const other = (headers: Sample['headers'], type: string): Sample => {
  const bytes = Buffer.from(sample('closed').body.toString('utf8').replace('"paid"', `"${type}"`));
  return { name: 'closed', body: bytes, headers, commands: [], lookup: undefined };
};

type Flaw = Partial<Subject> & { readonly provider?: Provider };

/** The sound provider with another way to judge. */
export const judged = (check: (request: SignatureCheck) => ReturnType<Signature['check']>, base: Signature = stamped): Flaw => ({
  provider: { ...sound, signature: { ...base, check } },
});
const identified = (identify: Provider['identify']): Flaw => ({ provider: { ...sound, identify } });
const mapped = (paid: EventRule): Flaw => ({ provider: { ...sound, events: { paid } } });

let counter = 0;
const unsteady = (): string => `random-${(counter += 1)}`;

function lastDigestOnly({ headers, body: bytes }: WebhookRequest): WebhookRequest {
  const parts = headers['x-signature']?.split(',');
  return { headers: parts ? { 'x-signature': [parts[0], parts.at(-1)].join(',') } : {}, body: bytes };
}

export type Flaws = Readonly<Record<string, { readonly caughtBy: string; readonly flaw: Flaw }>>;

/** One defect each, named for the check that must catch it. */
export const flaws: Flaws = {
  'signs in another header than it checks': {
    caughtBy: 'accepts its own signature',
    flaw: { provider: { ...sound, signature: { ...stamped, sign: plain.sign } } },
  },
  'uses another algorithm on both sides': {
    caughtBy: 'accepts known answers of another implementation',
    flaw: { provider: { ...sound, signature: timestampedHmac({ header: 'x-signature', scheme: 'v1', tolerance: 300, joint: ':' }) } },
  },
  'tries the first secret only': {
    caughtBy: 'accepts the old secret during rotation',
    flaw: judged((check) => stamped.check({ ...check, secrets: check.secrets.slice(0, 1) })),
  },
  'tries the last secret only': {
    caughtBy: 'accepts the newest secret while the old one is still listed',
    flaw: judged((check) => stamped.check({ ...check, secrets: check.secrets.slice(-1) })),
  },
  'fails open when no secret is set': {
    caughtBy: 'refuses everything without a secret',
    flaw: judged((check) => (check.secrets.length === 0 ? 'ok' : stamped.check(check))),
  },
  'compares no more than the length': {
    caughtBy: 'refuses the signature of another secret',
    flaw: judged((check) => ignoring('mismatch', check)),
  },
  'verifies the body it has re-serialised': {
    caughtBy: 'refuses other bytes of the same JSON',
    flaw: { provider: { ...sound, signature: normalising } },
  },
  'lets a request without a signature in': {
    caughtBy: 'refuses a request without its signature headers',
    flaw: judged((check) => (check.request.headers['x-signature'] ? stamped.check(check) : 'ok')),
  },
  'throws on a digest of another length': {
    caughtBy: 'refuses any junk header without throwing',
    flaw: judged((check) => throwing(check)),
  },
  'reads the last v1 only': {
    caughtBy: 'accepts every digest of a header that carries several',
    flaw: judged((check) => stamped.check({ ...check, request: lastDigestOnly(check.request) })),
  },
  'never judges the stamp': { caughtBy: 'refuses a stale stamp', flaw: judged((check) => ignoring('stale', check)) },
  'mints an id of its own': {
    caughtBy: 'identifies a redelivery alike',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), id: unsteady() })),
  },
  'takes the object for the event': {
    caughtBy: 'tells two events of one object apart',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), id: Paid.parse(payload).data.id })),
  },
  'knows no id': {
    caughtBy: 'gives every event an id',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), id: null })),
  },
  'loses the test mode': {
    caughtBy: 'calls test events test and live ones live, by the sample names',
    flaw: identified((request, payload) => ({ ...sound.identify(request, payload), mode: 'live' })),
  },
  'trips over a body that is no object': {
    caughtBy: 'identifies what it does not act on',
    flaw: identified((request, payload) => (payload === null ? tripped() : sound.identify(request, payload))),
  },
  'maps to something else than its sample': {
    caughtBy: 'maps each sample to exactly its commands',
    flaw: mapped((payload) => bought(payload).slice(1)),
  },
  'sends a person without a word of them': {
    caughtBy: 'gives commands that the queue takes',
    flaw: mapped((payload) => bought(payload).map((command): Command => ({ ...command, customer: { email: '' } }))),
  },
  'invents a random customer': {
    caughtBy: 'maps a redelivery to the same commands',
    flaw: mapped((payload): readonly Command[] => {
      Paid.parse(payload);
      return [track('purchase_completed', { customer: customer({ id: unsteady() }) })];
    }),
  },
  'acts on an event that no sample shows': {
    caughtBy: 'has a sample of every event it acts on',
    flaw: { provider: { ...sound, events: { paid: bought, refunded: bought } } },
  },
  'falls through to "other" when the shape is unknown': {
    caughtBy: 'calls a known event of unknown shape unreadable',
    flaw: mapped((payload) => (Paid.safeParse(payload).success ? bought(payload) : [])),
  },
  'quotes the person in its error': {
    caughtBy: 'keeps people and values out of the reason it gives',
    flaw: mapped((payload) => (Paid.safeParse(payload).success ? bought(payload) : quoting(payload))),
  },
  'signs a part of the body and claims the whole': {
    caughtBy: 'refuses other bytes of the same JSON',
    flaw: { provider: { ...sound, signature: { ...partly, covers: 'body' } } },
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
        identify: (request, payload) => ({ ...sound.identify(request, payload), type: request.headers['x-topic'] ?? 'paid' }),
        events: { paid: bought, closed },
      },
      samples: [sample('one'), other({ 'x-topic': 'closed' }, 'paid')],
    },
  },
  'brings no known answer': { caughtBy: 'brings a known answer and a sample', flaw: { knownAnswers: [] } },
};

async function ignoring(verdict: string, check: SignatureCheck): Promise<'ok' | Awaited<ReturnType<Signature['check']>>> {
  const found = await stamped.check(check);
  return found === verdict && check.secrets.length > 0 ? 'ok' : found;
}

function throwing(check: SignatureCheck): ReturnType<Signature['check']> {
  const header = check.request.headers['x-signature'];
  if (header && header.length !== `t=1773482400,v1=${'0'.repeat(64)}`.length) throw new RangeError('unequal lengths');
  return stamped.check(check);
}

function tripped(): never {
  throw new TypeError('cannot read properties of null');
}

function quoting(payload: unknown): never {
  throw new Error(`${String(Loose.parse(payload).data.email)} is no customer`);
}
