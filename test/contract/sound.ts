import * as z from 'zod/mini';

import type { Sample } from '../../local/samples.ts';
import { type Command, customer, track } from '../../shared/bunce/command.ts';
import { fromMinor } from '../../shared/bunce/money.ts';
import { timestampedHmac } from '../../shared/webhook/hmac.ts';
import type { EventRule, Provider } from '../../shared/webhook/provider.ts';
import type { Check, Signature, Verdict } from '../../shared/webhook/signature.ts';
import { soundList, soundPeople, soundPerson } from './sound-people.ts';
import { StampSettings } from '../../shared/webhook/provider-settings.ts';
import type { KnownAnswer, Subject } from '../../testing/subject.ts';

/** The scheme of the sound provider. */
export const stamped = timestampedHmac({ header: 'x-signature', scheme: 'v1', tolerance: 300 });

const Any = z.object({ type: z.string(), id: z.string(), livemode: z.boolean() });

export const Paid = z.object({
  data: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    buyer: z.union([z.string(), z.number()]),
    amount: z.number(),
    currency: z.string(),
  }),
});
export type Paid = z.infer<typeof Paid>['data'];

/** What the event becomes, of the data as given. */
export const purchase = ({ id, email, name, buyer, amount, currency }: Paid) => [
  track('purchase_completed', {
    customer: customer({ id: buyer, email, name }),
    properties: { ...fromMinor(amount, currency), reference: id },
    occasion: `order:${id}:paid`,
  }),
];

export const bought = (payload: unknown): readonly Command[] => purchase(Paid.parse(payload).data);

/** Sound in every respect; each flawed provider differs from it in one. */
export const sound: Provider = {
  name: 'sound',
  settings: StampSettings,
  signature: stamped,
  identify(_request, payload) {
    const { type, id, livemode } = Any.parse(payload);
    return { type, id, mode: livemode ? 'live' : 'test' };
  },
  metadata: { places: ['data.metadata'], setBy: 'merchant' },
  events: { paid: bought },
  history: {
    credentials: {},
    async *list({ get }) {
      yield await get({ path: '/events', headers: {} });
    },
    webhooks: (event) => [{ body: event }],
  },
  people: soundPeople,
};

const data = { id: 'order-1', email: 'flaw@example.com', name: 'Ada Eze', buyer: 4711, amount: 150_000, currency: 'NGN', metadata: {} };
const body = (id: string, live: boolean): Buffer => Buffer.from(JSON.stringify({ type: 'paid', id, livemode: live, data }, null, 2));
const commands: unknown = JSON.parse(JSON.stringify(bought(JSON.parse(body('evt_1', true).toString()))));

export const sample = (name: string, live = true): Sample => ({
  name,
  body: body(`evt_${name}`, live),
  headers: {},
  commands,
  lookup: undefined,
  history: JSON.parse(body(`evt_${name}`, live).toString()),
  person: soundPerson,
});

const knownAnswer: KnownAnswer = {
  how: 'printf %s \'1773482400.{"type":"paid"}\' | openssl dgst -sha256 -hmac whsec_known',
  secret: 'whsec_known',
  headers: { 'x-signature': 't=1773482400,v1=8fa7b204c92acafa712cc756825e8c917d7c10f3e53bbc467fe2af8170a63bf3' },
  body: '{"type":"paid"}',
  now: 1773482400,
};

export const soundSubject: Subject = {
  provider: sound,
  list: soundList,
  samples: [sample('one'), sample('two'), sample('three-test', false)],
  happenings: [{ id: 'order-1', apart: [] }],
  knownAnswers: [knownAnswer],
  amounts: 'minor',
};

export type Flaw = Partial<Subject>;
export type Flaws = Readonly<Record<string, { readonly caughtBy: string; readonly flaw: Flaw }>>;

/** The sound provider with another scheme, with another way to judge, and with another map. */
export const signing = (signature: Signature): Flaw => ({ provider: { ...sound, signature } });
export const judged = (check: (request: Check) => Verdict | Promise<Verdict>, base: Signature = stamped): Flaw =>
  signing(judging(check, base));
export const judging = (check: (request: Check) => Verdict | Promise<Verdict>, base: Signature): Signature => ({
  ...base,
  claim: (request, settings) => ({ judge: (by) => check({ request, settings, ...by }) }),
});
export const mapped = (paid: EventRule): Flaw => ({ provider: { ...sound, events: { paid } } });
