import { describe, expect, it } from 'vitest';

import { eventsOf, type GenericRules } from '../../../shared/webhook/generic.ts';
import { GenericSourcesSchema, kindOf } from '../../../shared/webhook/generic-source.ts';
import { words } from '../../../shared/config/words.ts';
import { pathOf } from '../../../shared/webhook/path.ts';
import { commandsOf } from '../../../shared/webhook/provider.ts';

const become = (rules: GenericRules, payload: unknown) => commandsOf(Object.values(eventsOf(rules))[0]?.(payload) ?? []);

describe('a path', () => {
  it('names one value through objects, arrays and quoted keys', () => {
    const payload = { a: { 'odd key': [{ id: 7 }] } };
    expect(pathOf("$.a['odd key'][0].id")(payload)).toBe(7);
    expect(pathOf('$')(payload)).toBe(payload);
  });

  it('leads nowhere rather than into a prototype or past a null', () => {
    expect(pathOf('$.a.b')({ a: null })).toBeUndefined();
    expect(pathOf('$.constructor.name')({})).toBeUndefined();
  });

  it.each(['', 'data.id', '$.', '$.odd-key', '$a'])('is refused when it is another language: %j', (text) => {
    expect(() => pathOf(text)).toThrow(/expected a path/);
  });
});

describe('a generic rule', () => {
  it('takes paths, fixed texts and functions of paths', () => {
    const paid: GenericRules = {
      paid: {
        event: 'purchase_completed',
        id: '$.who',
        email: (at) => `${at('$.who')}@example.com`,
        amount: { value: '$.total', unit: 'major' },
        currency: 'NGN',
        quantity: '$.n',
        occurredAt: '$.at',
      },
    };
    const properties = { amount: 150_050, currency: 'NGN', quantity: 2 };
    expect(become(paid, { who: 7, total: '1500.50', n: '2', at: 1_773_480_413 })).toEqual([
      {
        type: 'track-event',
        customer: { id: '7', email: '7@example.com' },
        event: { name: 'purchase_completed', occurredAt: '2026-03-14T09:26:53.000Z', properties },
      },
    ]);
  });

  it('brings the profile along with a sign-up and nothing else', () => {
    const names = (event: 'signed_up' | 'account_deleted') => become({ x: { event, id: '$.id' } }, { id: 1 })?.map(({ type }) => type);
    expect(names('signed_up')).toEqual(['upsert-customer', 'track-event']);
    expect(names('account_deleted')).toEqual(['track-event']);
  });

  it('calls a webhook unreadable that lacks its person or its amount', () => {
    const rules: GenericRules = { x: { event: 'refund_issued', id: '$.id', amount: { value: '$.sum', unit: 'minor' }, currency: '$.c' } };
    expect(() => become(rules, { sum: 1, c: 'NGN' })).toThrow(/neither an id nor an e-mail/);
    expect(() => become(rules, { id: 1, c: 'NGN' })).toThrow(/no amount/);
    expect(() => become(rules, { id: { secret: 1 } })).toThrow(/neither text nor number at \$\.id/);
  });

  it('knows a person by the address where the id is none, and never by yes or no', () => {
    const rules: GenericRules = { x: { event: 'profile_updated', id: '$.id', email: '$.email' } };
    for (const id of [{}, [], true])
      expect(become(rules, { id, email: 'q@example.com' })).toMatchObject([{ customer: { email: 'q@example.com' } }, {}]);
    expect(() => become(rules, { id: true })).toThrow(/neither an id nor an e-mail/);
  });

  it('rounds what a program computed in major units, and never minor ones', () => {
    const rule = { event: 'refund_issued', id: '$.id', currency: 'NGN' } as const;
    const amountOf = (unit: 'major' | 'minor', sum: unknown) =>
      become({ x: { ...rule, amount: { value: '$.sum', unit } } }, { id: 1, sum });
    for (const dust of [27_500.000000000004, '27500.0000'])
      expect(amountOf('major', dust)).toMatchObject([{ event: { properties: { amount: 2_750_000 } } }]);
    expect(() => amountOf('minor', 27.5)).toThrow(/minor units/);
  });

  it('loses nothing over a quantity without end, nor over a test flag of odd form', () => {
    const told = become({ x: { event: 'purchase_completed', id: '$.id', quantity: '$.n' } }, { id: 1, n: '1e999' });
    expect(told).toMatchObject([{ event: { properties: {} } }]);
    expect(kindOf({ test: '$.test' })({ type: 'x', test: {} })).toEqual({ type: 'x', mode: 'live' });
    expect(() => kindOf({ type: '$.kind' })({})).toThrow(/where the type stands/);
  });

  it('stops at once on a path it cannot read and on a property the event has not', () => {
    expect(() => eventsOf({ x: { event: 'signed_up', id: '$.' } })).toThrow(/expected a path/);
    expect(() => eventsOf({ x: { event: 'signed_up', id: '$.id', plan: '$.plan' } })).toThrow(
      /on\.x\.plan: signed_up has no such property; it has id, .*method$/,
    );
  });
});

describe('the generic part of the config', () => {
  const source = (rule: object, name = 'my-app') =>
    GenericSourcesSchema.safeParse({ [name]: { scheme: 'standard-webhooks', on: { x: rule } } });
  const where = (result: ReturnType<typeof source>) => result.error?.issues.map(({ path }) => path.join('.'));

  it('takes a sender under a name that can be a route', () => {
    expect(source({ event: 'signed_up', id: '$.id', name: () => 'x' }).success).toBe(true);
    expect(where(source({ event: 'signed_up', id: '$.id' }, 'My App'))).toEqual(['My App']);
  });

  it('names the mistake with its path', () => {
    expect(where(source({ id: '$.id' }))).toEqual(['my-app.on.x.event']);
    expect(() => eventsOf({ x: { event: 'logged_in', id: '$.id' } })).toThrow(
      'on.x.event: no event is called logged_in; did you mean signed_in?',
    );
    expect(() => eventsOf({ x: { event: 'refund_issued', id: '$.id', amount: '$.sum' } })).toThrow('on.x.amount: expected { value, unit }');
  });

  const hmac = (signature: object) =>
    where(
      GenericSourcesSchema.safeParse({ shop: { scheme: 'hmac', on: {}, signature: { mode: 'hmac', header: 'x-sign', ...signature } } }),
    );

  it('takes a stamp, an id and the words of a message only together', () => {
    expect(hmac({ message: 'v0:{timestamp}:{body}', timestamp: { header: 'x-time' } })).toBeUndefined();
    expect(hmac({ message: '{tiemstamp}.{body}' })).toEqual(['shop.signature.message']);
    for (const odd of [
      { message: '{timestamp}{body}' },
      { timestamp: { header: 'x-time' } },
      { message: '{id}{body}' },
      { idHeader: 'x-id' },
    ])
      expect(hmac(odd), JSON.stringify(odd)).toEqual(['shop.signature']);
    expect(hmac({ message: '{timestamp}{body}', timestamp: { part: 't' } })).toEqual(['shop.signature']);
  });

  it('takes paths of the body in a message, and nothing that signs none of it', () => {
    for (const message of ['{$.data.id}', "{$['odd key'][0]}:{url}"]) expect(hmac({ message }), message).toBeUndefined();
    for (const message of ['{url}', '{id}', '{$.}', '{$.[}', '{data.id}', 'x']) {
      const rest = message === '{id}' ? { idHeader: 'x-id' } : {};
      expect(hmac({ message, ...rest }), message).toEqual(['shop.signature.message']);
    }
  });

  const proof = (signature: object) => {
    const { error } = GenericSourcesSchema.safeParse({ shop: { scheme: 'hmac', on: {}, signature } }, words);
    return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  };
  const token = { mode: 'jwt', jwks: 'https://keys.shop.ng/jwks.json', algorithm: 'RS256', from: 'body' };

  it('takes a secret in the URL, and a token by published keys', () => {
    for (const good of [
      { mode: 'path' },
      { mode: 'query', parameter: 'token' },
      token,
      { ...token, issuer: 'https://shop.ng', audience: 'bunce', from: { header: 'Authorization', prefix: 'Bearer ' } },
      { ...token, jwks: 'http://127.0.0.1:8080/jwks.json' },
      { ...token, jwks: 'http://[::1]/jwks.json' },
    ])
      expect(proof(good), JSON.stringify(good)).toBeUndefined();
  });

  const AT = 'shop.signature';
  const refused: readonly (readonly [object, string])[] = [
    [{ mode: 'url' }, `${AT}.mode: expected hmac, jwt, header, basic, path or query`],
    [{ mode: 'path', header: 'x-a' }, `${AT}: no such setting; there are mode`],
    [{ mode: 'query' }, `${AT}.parameter: expected the name of a parameter, such as token`],
    [{ mode: 'query', parameter: 'to ken' }, `${AT}.parameter: expected the name of a parameter, such as token`],
    [{ ...token, algorithm: 'none' }, `${AT}.algorithm: expected RS256, RS384 or RS512, as the sender says`],
    [{ ...token, algorithm: 'HS256' }, `${AT}.algorithm: expected RS256, RS384 or RS512, as the sender says`],
    [{ ...token, from: { prefix: 'Bearer ' } }, `${AT}.from: expected 'body' or { header, prefix }: where the token stands`],
    ...[
      'http://keys.shop.ng/',
      'http://127.0.0.1.shop.ng/',
      'http://127.0.0.1@shop.ng/',
      'http://localhost:80@shop.ng/',
      'https://a:b@shop.ng/',
      'ftp://shop.ng/',
      'shop.ng',
    ].map((jwks) => [{ ...token, jwks }, `${AT}.jwks: expected the URL of a JSON Web Key Set, beginning with https://`] as const),
  ];

  it.each(refused)('refuses %o and says why', (signature, why) => {
    expect(proof(signature)).toEqual([why]);
  });

  it.each(['bunce', 'consumer', 'queue', 'a--b', 'a-'])('refuses the name %s', (name) => {
    expect(where(source({ event: 'signed_up', id: '$.id' }, name))).toEqual([name]);
  });
});

describe('an amount as people write it', () => {
  const amountOf = (total: unknown) =>
    become({ x: { event: 'payment_failed', id: '$.id', amount: { value: '$.total', unit: 'text' }, currency: 'NGN' } }, { id: 1, total });

  it.each([
    ['₦1,500.50', 150_050],
    ['NGN 1500', 150_000],
    ['Rs.12,345,678.9', 1_234_567_890],
    ['-3.00 NGN', -300],
  ])('is read: %s', (text, amount) => {
    expect(amountOf(text)).toMatchObject([{ event: { properties: { amount } } }]);
  });

  it.each(['1.500,50', '.50', '1,50', '12 of 13', 'free'])('is left out where it could be another: %s', (text) => {
    const [told] = amountOf(text);
    expect(told).toMatchObject({ event: { name: 'payment_failed' }, unread: ['amount'] });
    expect(told).not.toHaveProperty('event.properties.amount');
  });

  it('is left out where neither text nor number stands, or nothing', () => {
    expect(amountOf({ sum: 5 })).toMatchObject([{ unread: ['amount'] }]);
    for (const none of [undefined, null, ' ']) expect(amountOf(none)[0]).not.toHaveProperty('unread');
  });
});

describe('a payment of nothing', () => {
  const of = (event: 'purchase_completed' | 'refund_issued' | 'payment_failed' | 'subscription_renewed' | 'subscription_started') =>
    become({ x: { event, id: '$.id', amount: { value: '$.sum', unit: 'minor' }, currency: 'NGN' } }, { id: 1, sum: 0 });

  it('is not told', () => {
    for (const event of ['purchase_completed', 'refund_issued', 'payment_failed', 'subscription_renewed'] as const)
      expect(of(event), event).toEqual([]);
  });

  it('does not keep a subscription from being told of, without an amount', () => {
    expect(of('subscription_started')).toMatchObject([{ event: { properties: {} } }]);
    expect(of('subscription_started')[0]).not.toHaveProperty('event.properties.amount');
  });
});

describe('what decides nothing', () => {
  const rules: GenericRules = {
    x: {
      event: 'subscription_started',
      id: '$.id',
      email: '$.email',
      phone: '$.phone',
      name: (at) => at('$.name'),
      plan: '$.plan',
      reference: '$.no',
      endsAt: '$.end',
      occurredAt: '$.at',
    },
  };

  it('costs itself only, and times are counted', () => {
    const odd = { id: 'u1', email: [], phone: {}, name: { first: 'x' }, plan: [], no: {}, end: 'soon', at: {} };
    expect(become(rules, odd)).toEqual([
      {
        type: 'track-event',
        customer: { id: 'u1' },
        event: { name: 'subscription_started', properties: {} },
        unread: ['occurredAt', 'endsAt'],
      },
    ]);
  });

  it('may be a number', () => {
    expect(become(rules, { id: 7, phone: 2348031234567, plan: 3, end: 1_773_480_413 })).toMatchObject([
      { customer: { id: '7', phone: '2348031234567' }, event: { properties: { plan: '3', endsAt: '2026-03-14T09:26:53.000Z' } } },
    ]);
  });
});

describe('an occasion', () => {
  type Told = 'purchase_completed' | 'subscription_started' | 'refund_issued' | 'subscription_renewed' | 'payment_failed';
  const of = (event: Told, payload: object) =>
    become({ x: { event, id: '$.id', reference: '$.no', occurredAt: '$.at' } }, { id: 'u1', ...payload }).map((each) =>
      each.type === 'track-event' ? each.occasion : each.type,
    );
  const at = '2026-03-14T09:26:53Z';

  it('is the object of what happens to it once, whenever it is told', () => {
    expect(of('purchase_completed', { no: 'o1' })).toEqual(['purchase_completed:o1']);
    expect(of('purchase_completed', { no: 'o1', at })).toEqual(['purchase_completed:o1']);
  });

  it('has the time of what may happen again', () => {
    for (const event of ['refund_issued', 'subscription_renewed', 'payment_failed'] as const) {
      expect(of(event, { no: 'o1', at })).toEqual([`${event}:o1:2026-03-14T09:26:53.000Z`]);
      expect(of(event, { no: 'o1' })).toEqual([undefined]);
    }
  });

  it('names no e-mail, and nothing where no object is named', () => {
    expect([of('purchase_completed', { no: 'quirk@example.com' }), of('purchase_completed', { at })]).toEqual([[undefined], [undefined]]);
  });

  it('of an account is the account', () => {
    const account = (event: 'signed_up' | 'account_deleted') => become({ x: { event, id: '$.id' } }, { id: 'u1' }).at(-1);
    expect(account('signed_up')).toMatchObject({ occasion: 'customer:u1:created' });
    expect(account('account_deleted')).toMatchObject({ occasion: 'customer:u1:deleted' });
  });
});
