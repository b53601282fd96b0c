import { describe, expect, it } from 'vitest';

import type { Digest } from '../../../shared/webhook/hmac-source.ts';
import { identityOf } from '../../../shared/webhook/read.ts';
import { hmacSource } from './generic.ts';
import { verify } from '../../../shared/webhook/signature.ts';

type Options = Omit<Digest, 'mode'>;

const sender = (options: Options) =>
  hmacSource({ name: 'x', signature: { mode: 'hmac', ...options }, on: { paid: { event: 'payment_failed', id: '$.id' } } });

interface Answer {
  readonly options: Options;
  readonly secret?: string;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly now?: number;
}

const BODY = '{"event":"paid","total":"1,500.50"}';
const STAMP = 1_773_480_413;

const verdictOf = ({ options, secret = 'shop-secret', body = BODY, headers, now = STAMP }: Answer) =>
  verify(sender(options).signature, {
    request: { headers, body: Buffer.from(body) },
    secrets: ['another', secret],
    now: new Date(now * 1000),
    settings: { url: 'https://hooks.example.com/webhooks/legacy-shop' },
  });

const NESTED =
  '{"event":"paid","data":{"id":"tx_7","amount":1500.50,"fee":1e2,"live":true,"no":12345678901234567890,"note":null,"to":{"name":"Ngozi Ọbi"}}}';

const SLACK =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';

/** By the documentation of GitHub and Slack; the others by `openssl dgst -hmac` (OpenSSL 3.0). */
const known: Readonly<Record<string, Answer>> = {
  'https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries': {
    options: { header: 'X-Hub-Signature-256', prefix: 'sha256=' },
    secret: "It's a Secret to Everybody",
    body: 'Hello, World!',
    headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
  },
  'https://api.slack.com/authentication/verifying-requests-from-slack': {
    options: {
      header: 'X-Slack-Signature',
      prefix: 'v0=',
      message: 'v0:{timestamp}:{body}',
      timestamp: { header: 'X-Slack-Request-Timestamp' },
    },
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    body: SLACK,
    headers: {
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      'x-slack-request-timestamp': '1531420618',
    },
    now: 1_531_420_618,
  },
  'SHA-1 in base64 over the body': {
    options: { header: 'x-shop-signature', algorithm: 'sha1', encoding: 'base64' },
    headers: { 'x-shop-signature': 'Yrvys3FZP2Z1YexWRGBCR5yMk5E=' },
  },
  'SHA-512 in hex': {
    options: { header: 'x-sign', algorithm: 'sha512' },
    headers: {
      'x-sign':
        '3d7dd68256f728bdc44b1d04970d99ff04bb3a52814684943863598c7ad9df8f539f810aa5a0608d51d1d206f589820f659330609cfdcd5ab1ca5eb713568d34',
    },
  },
  'a base64 key behind its prefix, over id and stamp': {
    options: {
      header: 'x-sign',
      encoding: 'base64',
      key: 'base64',
      keyPrefix: 'whsec_',
      message: '{id}.{timestamp}.{body}',
      idHeader: 'x-id',
      timestamp: { header: 'x-time' },
    },
    secret: 'whsec_a25vd24tYW5zd2VyLWtleS0yNC1ieXRl',
    headers: { 'x-id': 'msg_1', 'x-time': String(STAMP), 'x-sign': '0HlRzdmIaZbyYPclzmqaHJdkqH8z7ceP5i2W0SsbxEA=' },
  },
  'the registered URL before the body': {
    options: { header: 'x-sign', encoding: 'base64', message: '{url}{body}' },
    headers: { 'x-sign': '3Syo4Evb3ec4kIBODCQJC6XxZl81WuPwkl2GV6vwuCg=' },
  },
  "HubSpot's third version: the method, the URL, the body and milliseconds": {
    options: {
      header: 'X-HubSpot-Signature-v3',
      encoding: 'base64',
      message: 'POST{url}{body}{timestamp}',
      timestamp: { header: 'X-HubSpot-Request-Timestamp', unit: 'ms' },
    },
    body: '[{"eventId":1,"subscriptionType":"contact.creation","objectId":7}]',
    headers: {
      'x-hubspot-signature-v3': 'iV9eE394ojteqI4oFVaCp73U3u+rm3hqCA2fCNRYVrE=',
      'x-hubspot-request-timestamp': `${STAMP}000`,
    },
  },
  'hex in upper case behind a prefix': {
    options: { header: 'X-Sign', prefix: 'sha256=' },
    headers: { 'x-sign': 'sha256=A9E27C46D2FF75152D7B008B172A1F63568CBAE34EFD74D30EEDAAD9149A460D' },
  },
  'values of the body as they are written there': {
    options: {
      header: 'x-sign',
      algorithm: 'sha512',
      message: '{$.data.id}|{$.data.amount}|{$.data.fee}|{$.data.live}|{$.data.no}|{$.data.to.name}',
    },
    body: NESTED,
    headers: {
      'x-sign':
        '267228c4649cce8808493d38b4e93a7d7bdb13a289c792ebc7a62affd1165165839e984f2be6ebcfaec1a1e003f47ac7fa645e154cdfcdc58b04c48fe874b130',
    },
  },
  'a value of the body before the body': {
    options: { header: 'x-sign', message: "{$['data'].id}|{timestamp}|{body}", timestamp: { header: 'x-time' } },
    body: NESTED,
    headers: { 'x-time': String(STAMP), 'x-sign': '3044b8664594ff5633adf58a915ffed467b85175bc7d559e427ea3572b727edc' },
  },
  'a stamp of ISO 8601': {
    options: { header: 'x-sign', encoding: 'base64', message: '{timestamp}.{body}', timestamp: { header: 'x-time', unit: 'iso' } },
    headers: { 'x-time': '2026-03-14T09:26:53Z', 'x-sign': '0mMcirVH8XP/x7AnugUbJvWhBa4W1o3Q2UXacT34Zbw=' },
  },
  'milliseconds and digests in one header': {
    options: {
      header: 'x-sign',
      part: 'h1',
      separator: ';',
      message: '{timestamp}:{body}',
      timestamp: { part: 'ts', unit: 'ms', tolerance: '5s' },
    },
    headers: { 'x-sign': `ts=${STAMP}000; h1=${'0'.repeat(64)}; h1=0dc0e4ea9b51c084995b93e7e2af1d0e1ebb14b46fa7fa6c07c0eec01342e902` },
  },
};

describe('a digest by options', () => {
  it.each(Object.entries(known))('accepts a known answer: %s', async (_how, answer) => {
    expect(await verdictOf(answer)).toBe('ok');
  });

  it('refuses a stamp that is late, early, missing, doubled, or not the signed one', async () => {
    const answer = known['milliseconds and digests in one header'];
    if (!answer) throw new Error('no such answer');
    const sign = answer.headers['x-sign'] ?? '';
    const of = async (value: string, now = STAMP) => verdictOf({ ...answer, headers: { 'x-sign': value }, now });
    expect([await of(sign, STAMP + 6), await of(sign, STAMP - 6)]).toEqual(['stale', 'stale']);
    expect([await of(sign.replace(/^ts=\d+; /, '')), await of(`ts=1;${sign}`)]).toEqual(['malformed', 'malformed']);
    expect(await of(sign.replace('000;', '001;'))).toBe('mismatch');
  });

  it('refuses a stamp of ISO 8601 that is late, or of no one moment', async () => {
    const answer = known['a stamp of ISO 8601'];
    if (!answer) throw new Error('no such answer');
    expect([await verdictOf({ ...answer, now: STAMP + 301 }), await verdictOf({ ...answer, now: STAMP - 301 })]).toEqual([
      'stale',
      'stale',
    ]);
    for (const time of ['2026-03-14T09:26:53', '2026-03-14', '2026-13-14T09:26:53Z', String(STAMP), ''])
      expect(await verdictOf({ ...answer, headers: { ...answer.headers, 'x-time': time } }), time).toBe('malformed');
    expect(await verdictOf({ ...answer, headers: { ...answer.headers, 'x-time': '2026-03-14T10:26:53+01:00' } })).toBe('mismatch');
  });

  it('that quotes the body is malformed where the body has no text, number, true or false there', async () => {
    const options = { header: 'x-sign', message: '{$.data.id}|{$.data.note}' };
    const headers = { 'x-sign': '0'.repeat(64) };
    for (const body of [NESTED, '{"data":{"id":1}}', '{"data":{"id":1,"note":{}}}', '{"data":{"id":1,"note":[1]}}', '[]', 'no JSON', ''])
      expect(await verdictOf({ options, headers, body }), body).toBe('malformed');
    expect(await verdictOf({ options, headers, body: '{"data":{"id":1,"note":""}}' })).toBe('mismatch');
    expect(await verdictOf({ options, headers, body: '['.repeat(200_000) })).toBe('malformed');
  });

  it('covers the body, or what it quotes of it', () => {
    const coverOf = (message: string) => sender({ header: 'x-sign', message }).signature.covers;
    expect(['{body}', '{$.id}|{body}', '{$.id}'].map(coverOf)).toEqual(['body', 'body', 'part']);
    expect(sender({ header: 'x-sign', message: '{$.id}' }).bodyLimit).toBe(256 * 1024);
  });

  it('asks for the URL that it signs', () => {
    expect(sender({ header: 'x-sign', message: '{url}{body}' }).signature.needs).toEqual(['url']);
    expect(sender({ header: 'x-sign' }).signature.needs).toBeUndefined();
  });
});

describe('the id of a delivery', () => {
  const idOf = (options: Options, headers: Record<string, string>) =>
    identityOf({ type: 'paid' }, { provider: sender(options), request: { headers, body: Buffer.from(BODY) } }).id;

  it('is the header that is signed, and no other', () => {
    const signed = { header: 'x-sign', message: '{id}.{body}', idHeader: 'X-Id' };
    expect(idOf(signed, { 'x-id': 'msg_1' })).toBe('msg_1');
    expect(idOf({ header: 'x-sign' }, { 'x-id': 'msg_1' })).toMatch(/^paid:[0-9a-f]{16}$/);
  });

  it('is in the body where no header is signed, or else of the exact body', () => {
    const own = hmacSource({ name: 'x', signature: { mode: 'hmac', header: 'x-sign' }, id: '$.no', on: {} });
    const of = (no: unknown) => own.identify({ headers: {}, body: Buffer.from(BODY) }, { type: 'paid', no }).id;
    expect([of('d-1'), of(7)]).toEqual(['d-1', '7']);
    for (const none of [undefined, null, '', {}, []]) expect(of(none)).toMatch(/^paid:[0-9a-f]{16}$/);
  });
});
