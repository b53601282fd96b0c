import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';

import { hmacSource } from '../../../functions/webhooks/hmac/generic.ts';
import { accept } from '../../../shared/webhook/accept.ts';
import type { Proof } from '../../../shared/webhook/proof.ts';
import { report } from '../../../shared/webhook/receiver.ts';
import { requestFrom } from '../../../shared/webhook/request.ts';
import { respond } from '../../../shared/webhook/respond.ts';
import { observed } from '../../functions/consumer/observed.ts';
import { NOW, world } from './world.ts';

const SECRET = 'local-mpesa-secret-7f';
const on = { paid: { event: 'payment_failed', id: '$.who' } } as const;
const sender = (signature: Proof) => hmacSource({ name: 'mpesa', signature, on });

/** As API Gateway hands it over, to the receiver and to nobody else. */
const event = (over: Partial<APIGatewayProxyEventV2>, body = '{"type":"paid","who":1}'): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: '',
  rawPath: '/webhooks/mpesa',
  rawQueryString: '',
  headers: {},
  requestContext: {
    accountId: '',
    apiId: '',
    domainName: 'x',
    domainPrefix: '',
    http: { method: 'POST', path: '', protocol: '', sourceIp: '', userAgent: '' },
    requestId: '',
    routeKey: '',
    stage: '',
    time: '',
    timeEpoch: 0,
  },
  isBase64Encoded: false,
  body,
  ...over,
});

/** What the receiver answers, and all that it says, queues and parks over it. */
async function received(signature: Proof, arrived: APIGatewayProxyEventV2) {
  const provider = sender(signature);
  const { lines, ...voice } = observed();
  const kept: unknown[] = [];
  const outcome = await accept({
    provider,
    request: requestFrom(arrived),
    settings: { testEvents: 'send', provider: {}, selection: {} },
    ports: {
      now: () => NOW,
      secret: async () => ({ secrets: [SECRET], credentials: {} }),
      enqueue: async (envelope) => void kept.push(envelope),
      park: async (message) => void kept.push(message),
    },
  });
  report(outcome, { provider, ...voice });
  return { status: respond(outcome).statusCode, left: JSON.stringify([outcome, lines, kept]) };
}

describe('a secret in the URL', () => {
  const IN_PATH = { mode: 'path' } as const;
  const IN_QUERY = { mode: 'query', parameter: 'token' } as const;
  const toPath = (secret: string) => ({ rawPath: `/webhooks/mpesa/${secret}`, pathParameters: { secret } });

  it.each([
    ['lets a webhook in', IN_PATH, toPath(SECRET), 200],
    ['lets a webhook in', IN_QUERY, { rawQueryString: `a=1&token=${SECRET}` }, 200],
    ['that is another refuses it', IN_PATH, toPath(`${SECRET}x`), 401],
    ['that is another refuses it', IN_QUERY, { rawQueryString: `token=${SECRET}x` }, 401],
    ['that is twice there refuses it', IN_QUERY, { rawQueryString: `token=${SECRET}&token=${SECRET}` }, 401],
  ] as const)('%s, and leaves nothing of itself: %o %o', async (_what, signature, over, status) => {
    const told = await received(signature, event(over));
    expect(told.status).toBe(status);
    expect(told.left).not.toContain(SECRET);
  });

  it('is not in what is parked', async () => {
    for (const [signature, over] of [
      [IN_PATH, toPath(SECRET)],
      [IN_QUERY, { rawQueryString: `token=${SECRET}` }],
    ] as const) {
      const told = await received(signature, event(over, 'no JSON'));
      expect(told.left).toMatch(/"reason":"unreadable"/);
      expect(told.left).not.toContain(SECRET);
    }
  });

  it('is in no URL that a signature could cover', () => {
    expect(requestFrom(event(toPath(SECRET)))).toEqual({ headers: {}, body: expect.any(Buffer) as Buffer, shown: { path: SECRET } });
    expect(requestFrom(event({})).url).toBe('https://x/webhooks/mpesa');
  });
});

describe('a sender whose keys are fetched', () => {
  async function published() {
    const answers = { status: 200 };
    const token: Proof = { mode: 'jwt', jwks: '', algorithm: 'RS256', from: 'body' };
    const pem = sender(token).signature.secretFrom('the key of a sender');
    const keys = JSON.stringify({ keys: [createPublicKey(pem).export({ format: 'jwk' })] });
    const server = createServer((_request, response) => response.writeHead(answers.status).end(keys));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const provider = sender({ ...token, jwks: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/` });
    const body = provider.signature.sealed?.({ body: Buffer.from('{"type":"paid","who":1}'), secret: pem, now: NOW, id: '' });
    return { answers, provider, body: String(body) };
  }
  const noSecret = { secret: async () => ({ secrets: [], credentials: {} }) };

  it('needs no secret, and is read by its claims', async () => {
    const { provider, body } = await published();
    const { receive, queue } = world({ provider, ports: noSecret });
    expect(await receive(body, { headers: {} })).toMatchObject({ kind: 'accepted', verifiedBy: 'current' });
    expect(await receive(`${body}x`, { headers: {} })).toEqual({ kind: 'refused', verdict: 'mismatch' });
    expect(queue).toHaveLength(1);
  });

  it('keeps its webhook while its keys cannot be had, or what is set as secret is no key', async () => {
    const { answers, provider, body } = await published();
    answers.status = 500;
    expect(await world({ provider, ports: noSecret }).receive(body, { headers: {} })).toMatchObject({
      kind: 'unavailable',
      what: 'lookup',
    });
    const unfit = { secret: async () => ({ secrets: ['not-a-key-at-all'], credentials: {} }) };
    expect(await world({ provider, ports: unfit }).receive(body, { headers: {} })).toMatchObject({
      kind: 'unavailable',
      what: 'no-secret',
    });
  });
});
