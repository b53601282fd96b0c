import { describe, expect, it } from 'vitest';

import type { Sample } from '../../local/samples.ts';
import { providersOf } from '../../functions/webhooks/senders.ts';
import type { GenericRules } from '../../shared/webhook/generic.ts';
import type { GenericSource, HmacSource } from '../../shared/webhook/generic-source.ts';
import { checks } from '../../testing/checks.ts';
import type { KnownAnswer } from '../../testing/subject.ts';

const on: GenericRules = {
  opened: { event: 'signed_up', id: '$.who.id', email: '$.who.mail', name: (at) => `${at('$.who.first')} ${at('$.who.last')}` },
  paid: {
    event: 'purchase_completed',
    id: '$.who.id',
    amount: { value: '$.total', unit: 'text' },
    currency: 'NGN',
    reference: '$.no',
    occurredAt: '$.at',
  },
};
const places = { on, type: '$.kind', test: '$.trial', id: '$.delivery' } as const;
const by = (signature: HmacSource['signature']): HmacSource => ({ scheme: 'hmac', ...places, signature });

/** As a config could hold them: one of each way to sign. */
const generic: Readonly<Record<string, GenericSource>> = {
  standard: { scheme: 'standard-webhooks', on, type: '$.kind', test: '$.trial' },
  prefixed: by({ mode: 'hmac', header: 'X-Sign', prefix: 'sha256=' }),
  'in-parts': by({
    mode: 'hmac',
    header: 'X-Sign',
    part: 'v1',
    message: '{timestamp}.{body}',
    timestamp: { part: 't', unit: 'ms' },
    algorithm: 'sha512',
  }),
  'own-headers': by({
    mode: 'hmac',
    header: 'X-Sign',
    encoding: 'base64',
    key: 'base64',
    keyPrefix: 'sec_',
    message: '{id}:{timestamp}:{body}',
    idHeader: 'X-Delivery',
    timestamp: { header: 'X-Time' },
  }),
  'by-url': by({ mode: 'hmac', header: 'X-Sign', algorithm: 'sha1', message: '{url}{body}' }),
  'by-values': by({
    mode: 'hmac',
    header: 'X-Sign',
    message: '{$.kind}|{$.delivery}|{$.who.id}|{timestamp}',
    timestamp: { header: 'X-Time', unit: 'iso' },
  }),
  'in-path': by({ mode: 'path' }),
  'in-query': by({ mode: 'query', parameter: 'token' }),
  'as-jwt': by({ mode: 'jwt', jwks: 'https://keys.shop.ng/jwks.json', algorithm: 'RS256', from: 'body' }),
  'with-jwt': by({
    mode: 'jwt',
    jwks: 'https://keys.shop.ng/jwks.json',
    algorithm: 'RS512',
    issuer: 'https://shop.ng',
    audience: 'bunce',
    from: { header: 'Authorization', prefix: 'Bearer ' },
  }),
  token: by({ mode: 'header', header: 'X-Token', prefix: 'Bearer ' }),
  basic: by({ mode: 'basic' }),
};

const who = { id: 'u-1', mail: 'ngozi@example.com', first: 'Ngozi', last: 'Obi' };
const customer = { id: 'u-1', email: 'ngozi@example.com', name: 'Ngozi Obi' };
const sample = (name: string, { body, commands }: { readonly body: object; readonly commands: unknown }): Sample => ({
  name,
  body: Buffer.from(JSON.stringify(body, null, 2)),
  headers: {},
  commands,
  lookup: undefined,
});
const signedUp = [
  { type: 'upsert-customer', customer },
  { type: 'track-event', customer, event: { name: 'signed_up', properties: {} }, occasion: 'customer:u-1:created' },
];
const bought = {
  name: 'purchase_completed',
  occurredAt: '2026-03-14T09:26:53.000Z',
  properties: { amount: 150_050, currency: 'NGN', reference: 'N-7' },
};
const samples: readonly Sample[] = [
  sample('opened', { body: { delivery: 'd1', kind: 'opened', who }, commands: signedUp }),
  sample('opened-test', { body: { delivery: 'd2', kind: 'opened', trial: true, who }, commands: signedUp }),
  sample('paid', {
    body: { delivery: 'd3', kind: 'paid', at: '2026-03-14T09:26:53Z', no: 'N-7', total: '₦1,500.50', who },
    commands: [{ type: 'track-event', customer: { id: 'u-1' }, event: bought, occasion: 'purchase_completed:N-7' }],
  }),
];

/** The schemes' own known answers are in their folders. */
const knownAnswers: readonly KnownAnswer[] = [];
const { 'brings a known answer and a sample': _brings, ...owed } = checks;

const providers = providersOf({ config: { generic } });

describe.each(Object.keys(generic))('a sender of the config, %s', (name) => {
  it.each(Object.entries(owed))('%s', async (_name, check) => {
    const provider = providers[name];
    if (!provider) throw new Error(`no sender ${name}`);
    await check({ provider, samples, happenings: [], knownAnswers });
  });
});

describe('a sender that cannot be', () => {
  const wrong = (source: GenericSource, name = 'my-app') => expect(() => providersOf({ config: { generic: { [name]: source } } }));

  it('stops at synth with its place in the config', () => {
    const standard = { scheme: 'standard-webhooks' } as const;
    wrong({ ...standard, on }, 'paystack').toThrow(/generic\.paystack: is the name of a provider/);
    wrong({ ...standard, on: { x: { event: 'signed_up', id: '$.[' } } }).toThrow(/generic\.my-app\.on\.x\.id: expected a path/);
  });
});
