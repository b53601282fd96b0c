import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

import { describe, expect, it, onTestFinished } from 'vitest';

import type { Token } from '../../../shared/webhook/proof.ts';
import { read } from '../../../shared/webhook/read.ts';
import { verify } from '../../../shared/webhook/signature.ts';
import { Unavailable } from '../../../shared/webhook/unavailable.ts';
import { hmacSource } from './generic.ts';

const NOW = new Date('2026-03-14T09:26:53Z');
const SECONDS = NOW.getTime() / 1000;
const CLAIMS = { type: 'user.created', event_id: 'event_01', data: { user: { id: 'kp_1', email: 'ngozi@shop.ng' } } };

const base64url = (value: string | Buffer): string => Buffer.from(value).toString('base64url');

/** A key by the name of its `kid`. */
function keyCalled(kid: string, modulusLength = 2048) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return {
    kid,
    privateKey,
    pem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    jwk: { ...publicKey.export({ format: 'jwk' }), kid },
  };
}
type Key = ReturnType<typeof keyCalled>;

interface Published {
  readonly jwk: object;
}

const [first, second, stranger] = [keyCalled('first'), keyCalled('second'), keyCalled('stranger')];

interface Made {
  readonly key?: Key;
  readonly header?: object;
  readonly claims?: object;
}

function tokenBy({ key = first, header = {}, claims = {} }: Made = {}): string {
  const parts = [
    { alg: 'RS256', typ: 'JWT', kid: key.kid, ...header },
    { ...CLAIMS, ...claims },
  ];
  const text = parts.map((part) => base64url(JSON.stringify(part))).join('.');
  return `${text}.${base64url(sign('sha256', Buffer.from(text), key.privateKey))}`;
}

/** A sender that publishes these keys, or an answer that is none; counts who asks. */
async function publishing(keys: readonly Published[]) {
  const state: { keys: readonly Published[]; answer: string | undefined; asked: number } = { keys, answer: undefined, asked: 0 };
  const server = createServer((_request, response) => {
    state.asked += 1;
    if (state.answer !== undefined) response.statusCode = 500;
    response.end(state.answer ?? JSON.stringify({ keys: state.keys.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return Object.assign(state, { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/jwks.json` });
}

interface Judged {
  readonly now?: Date;
  readonly secrets?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly tolerance?: number;
}

/** A sender whose tokens are judged. */
function judging(jwks: string, rule: Partial<Token> = {}) {
  const on = { 'user.created': { event: 'signed_up', id: '$.data.user.id', email: '$.data.user.email' } } as const;
  const provider = hmacSource({
    name: 'kinde',
    signature: { mode: 'jwt', jwks, algorithm: 'RS256', from: 'body', ...rule },
    id: '$.event_id',
    on,
  });
  return {
    provider,
    verdict: async (body: string, { now = NOW, secrets = [], headers = {}, tolerance }: Judged = {}) =>
      verify(provider.signature, { request: { headers, body: Buffer.from(body) }, secrets, now, settings: { tolerance } }),
  };
}

const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

/** By `printf '%s' "$head.$claims" | openssl dgst -sha256 -sign key.pem` (OpenSSL 3.0), each part by `openssl base64 -A | tr '+/' '-_' | tr -d '='`. */
const KNOWN = {
  jwk: {
    kty: 'RSA',
    e: 'AQAB',
    kid: 'kinde-ka',
    n: 'pFL1JGiM_H1V_DxZ6PWZoMs8ir6WgB7ow4Hn1hunFXR0Asv-CiOAoZNz_-xWpaUFksFBdgIVgF8IFeRSEBpQej0wTJVOd6hUgXXq4KEscsvTzygo4RlWeSjKamJCkXKM7y_PiFVADnSBAF_Y47voeB-aKrd2AGS1VzpRQ9_W3qHuKY8cdPVlmxFNqrh-goyg5zSn4a-4oy-TvFSo14e0wT5TB6XsRA57UxtDGWqp5cddRfljqdBRWNPsPMyVjnwRmVUjOghcWpDcqw_DH54zDkhOkBAhvCoQy8gtjhBio_XuZksKaDjmVENBGKJ_GeFv629ys_sn6iUfhiyjPUMrDw',
  },
  token: [
    'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImtpbmRlLWthIn0',
    'eyJ0eXBlIjoidXNlci5jcmVhdGVkIiwiZXZlbnRfaWQiOiJldmVudF9rYSIsImRhdGEiOnsidXNlciI6eyJpZCI6ImtwX2thIiwiZW1haWwiOiJuZ296aUBzaG9wLm5nIn19fQ',
    'Fmxu4Wx137qeUO413SCCD4hxfNbYCpY2gLjEgAJDte4PG57ZPQ-wYTaq2oJ8BGFdRi3x-4fJx1W9CXZIFejpZTh0kXPtC10_zRITpjRam5dPikRUfSzIk7emsDcQf0mgiEroxygWZYAHYur4f_r4trvrZBa7HHQCpZ7BaTGEToMt2L2Y3NIkKRpylZBv93gHdHJnwtpLyKjWSkP8dk8kdSaRgHZemcTodSx-5WaVXi3sluOmBb61sax6r21XN30gH2fdFVwWQSyYahzmQ0eocJAknSjE92B7wbXPnfGPqh1fMiurZpjPdIEM_NBYZehfTbw3Avr5zRZ4tiYeGy7ymA',
  ].join('.'),
};

describe('a JWT by published keys', () => {
  it('made by openssl is taken', async () => {
    const keys = await publishing([first, KNOWN]);
    const { verdict } = judging(keys.url);
    expect([await verdict(KNOWN.token), await verdict(`${KNOWN.token}x`), await verdict(`x${KNOWN.token}`)]).toEqual([
      'ok',
      'mismatch',
      'malformed',
    ]);
  });

  it('is taken, its keys fetched once, and its claims are what is read', async () => {
    const keys = await publishing([second, first]);
    const { verdict, provider } = judging(keys.url);
    const token = tokenBy();
    expect([await verdict(token), await verdict(`${token}\n`), await verdict(tokenBy({ key: second }))]).toEqual(['ok', 'ok', 'ok']);
    expect(keys.asked).toBe(1);
    const reading = await read({
      provider,
      request: { headers: {}, body: Buffer.from(token) },
      testEvents: 'send',
      find: async () => undefined,
    });
    expect(reading).toMatchObject({ type: 'user.created', id: 'event_01', commands: [{ customer: { id: 'kp_1' } }, {}] });
  });

  it.each([
    ['by another key of that name', { key: { ...stranger, kid: 'first' } }, 'mismatch'],
    ['that says it needs no signature', { header: { alg: 'none' } }, 'malformed'],
    ['by the public key as if it were a secret', { header: { alg: 'HS256' } }, 'malformed'],
    ['by another algorithm than the config says', { header: { alg: 'RS512' } }, 'malformed'],
    ['with demands that nobody knows', { header: { crit: ['x'], x: 1 } }, 'mismatch'],
    ['by a key that it brings along', { key: { ...stranger, kid: 'first' }, header: { jwk: stranger.jwk } }, 'mismatch'],
    ['without a name of its key', { header: { kid: undefined } }, 'ok'],
    ['that has run out', { claims: { exp: SECONDS - 301 } }, 'stale'],
    ['that ran out a moment ago', { claims: { exp: SECONDS - 299 } }, 'ok'],
    ['that is not yet valid', { claims: { nbf: SECONDS + 301 } }, 'stale'],
    ['that will be made', { claims: { iat: SECONDS + 301 } }, 'stale'],
    ['whose times are none', { claims: { exp: 'tomorrow' } }, 'mismatch'],
  ] as const)('%s: %o is %s', async (_what, made, expected) => {
    const keys = await publishing([first]);
    expect(await judging(keys.url).verdict(tokenBy(made))).toBe(expected);
  });

  it('is for whom, and of whom, the config says', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url, { issuer: 'https://shop.kinde.com', audience: 'bunce' });
    const told = { iss: 'https://shop.kinde.com', aud: ['crm', 'bunce'] };
    expect(await verdict(tokenBy({ claims: told }))).toBe('ok');
    for (const claims of [{ ...told, iss: 'https://other.kinde.com' }, { ...told, aud: 'crm' }, { iss: told.iss }, {}])
      expect(await verdict(tokenBy({ claims })), JSON.stringify(claims)).toBe('mismatch');
  });

  it('asks nobody for keys over what is no token of this form', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url);
    const [head = '', claims = '', proof = ''] = tokenBy().split('.');
    for (const body of ['', JSON.stringify(CLAIMS), '[]']) expect(await verdict(body), body).toBe('unsigned');
    const odd = [
      `${head}.${claims}`,
      `${head}.${claims}.`,
      `${head}.${claims}.${proof}.x`,
      `${head}.${claims}.a+b`,
      'a.b.c',
      'x'.repeat(100_000),
    ];
    for (const body of [...odd, `${base64url('{"alg":1}')}.${claims}.${proof}`]) expect(await verdict(body), body).toBe('malformed');
    expect(keys.asked).toBe(0);
    expect(await verdict(`${head}.${base64url('{"type":"user.deleted"}')}.${proof}`)).toBe('mismatch');
  });

  it('may be in a header, and says there who sends', async () => {
    const keys = await publishing([first]);
    const { verdict, provider } = judging(keys.url, { from: { header: 'Authorization', prefix: 'Bearer ' } });
    const of = async (authorization: string) => verdict('{"type":"x"}', { headers: { authorization } });
    expect([await of(`Bearer ${tokenBy()}`), await of(tokenBy()), await of('Bearer '), await of('')]).toEqual([
      'ok',
      'malformed',
      'malformed',
      'unsigned',
    ]);
    expect(provider.signature.covers).toBe('nothing');
    expect(provider.opened).toBeUndefined();
  });

  it('is as old as the tolerance lets it be', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url);
    const token = tokenBy({ claims: { exp: SECONDS } });
    expect([await verdict(token, { now: after(3600), tolerance: 3601 }), await verdict(token, { now: after(3600) })]).toEqual([
      'ok',
      'stale',
    ]);
  });
});

describe('the keys of a sender', () => {
  it('are fetched again for a name that is not among them, once a minute at most', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url);
    expect(await verdict(tokenBy({ key: second }))).toBe('mismatch');
    keys.keys = [first, second];
    expect([await verdict(tokenBy({ key: second }), { now: after(59) }), keys.asked]).toEqual(['mismatch', 1]);
    expect([await verdict(tokenBy({ key: second }), { now: after(60) }), keys.asked]).toEqual(['ok', 2]);
    expect([await verdict(tokenBy({ key: stranger }), { now: after(61) }), keys.asked]).toEqual(['mismatch', 2]);
  });

  it('are asked for once by all who come together', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url);
    const token = tokenBy();
    expect(await Promise.all([verdict(token), verdict(token), verdict(token)])).toEqual(['ok', 'ok', 'ok']);
    expect(keys.asked).toBe(1);
  });

  it('are forgotten after an hour if the sender has withdrawn them', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url);
    const token = tokenBy();
    await verdict(token);
    keys.keys = [second];
    expect([await verdict(token, { now: after(3599) }), await verdict(token, { now: after(3600) })]).toEqual(['ok', 'mismatch']);
  });

  it('serve while the sender does not answer as it should', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url);
    const token = tokenBy();
    await verdict(token);
    keys.answer = 'busy';
    expect([await verdict(token, { now: after(7200) }), keys.asked]).toEqual(['ok', 2]);
    await expect(verdict(tokenBy({ key: second }), { now: after(7300) })).rejects.toThrow(Unavailable);
  });

  it('that cannot be had at first leave the webhook with its sender, until the next minute', async () => {
    const keys = await publishing([first]);
    const { verdict } = judging(keys.url);
    keys.answer = '<html>';
    for (const seconds of [0, 59])
      await expect(verdict(tokenBy(), { now: after(seconds) })).rejects.toThrow(/answered 500, and no JSON Web Key Set/);
    keys.answer = undefined;
    await expect(verdict(tokenBy(), { now: after(59) })).rejects.toThrow(Unavailable);
    expect([await verdict(tokenBy(), { now: after(60) }), keys.asked]).toEqual(['ok', 2]);
    await expect(judging('http://127.0.0.1:1/jwks.json').verdict(tokenBy())).rejects.toThrow(Unavailable);
  });

  it('that are weak, or for another use, verify nothing', async () => {
    const weak = keyCalled('weak', 1024);
    const encrypting = { ...second, jwk: { ...second.jwk, use: 'enc' } };
    const other = { ...stranger, jwk: { ...stranger.jwk, alg: 'RS512' } };
    const keys = await publishing([weak, encrypting, other]);
    const { verdict } = judging(keys.url);
    for (const key of [weak, second, stranger]) expect(await verdict(tokenBy({ key })), key.kid).toBe('mismatch');
  });

  it('give way to a key in the list of secrets: nobody is asked then', async () => {
    const keys = await publishing([first]);
    const { verdict, provider } = judging(keys.url);
    expect(await verdict(tokenBy({ key: second }), { secrets: [stranger.pem, second.pem] })).toBe('ok');
    expect(await verdict(tokenBy(), { secrets: [second.pem] })).toBe('mismatch');
    expect(await verdict(tokenBy(), { secrets: ['no key'] })).toBe('mismatch');
    expect(keys.asked).toBe(0);
    expect(provider.signature.flawOf('no key')).toMatch(/none is needed, for the keys are those at http/);
  });

  it('of the local run are made of words', async () => {
    const { provider, verdict } = judging('https://keys.shop.ng/jwks.json', { issuer: 'https://shop.ng', algorithm: 'RS512' });
    const secret = provider.signature.secretFrom('local');
    const body = provider.signature.sealed?.({ body: Buffer.from(JSON.stringify(CLAIMS)), secret, now: NOW, id: 'x' });
    expect(await verdict(String(body), { secrets: [secret] })).toBe('ok');
    expect(createPublicKey(secret).asymmetricKeyType).toBe('rsa');
  });
});
