import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

import { describe, expect, it, onTestFinished } from 'vitest';

import { startGateway } from '../../local/gateway.ts';
import { sampleFunction } from './sample-function.ts';

const ECHO = 'export const handler = async (event) => ({ statusCode: 201, headers: { "x-one": "1" }, body: JSON.stringify(event) });';

async function gatewayTo(code: string, timeout = 30_000): Promise<string> {
  const gateway = await startGateway();
  const route = { target: await sampleFunction(code), timeout };
  gateway.open(
    new Map([
      ['POST /webhooks/echo', route],
      ['POST /webhooks/shown/{secret}', route],
    ]),
  );
  onTestFinished(async () => gateway.close());
  return `${gateway.url}/webhooks/echo`;
}

describe('the gateway', () => {
  it('hands over payload 2.0 and answers as the function says', async () => {
    const headers = new Headers({ 'Content-Type': 'application/json', 'X-Two': 'a', Cookie: 'a=1; b=2' });
    const response = await fetch(`${await gatewayTo(ECHO)}?q=1&q=2`, { method: 'POST', body: '{"é":1}', headers });
    expect([response.status, response.headers.get('x-one')]).toEqual([201, '1']);
    expect(await response.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /webhooks/echo',
      rawPath: '/webhooks/echo',
      rawQueryString: 'q=1&q=2',
      queryStringParameters: { q: '1,2' },
      cookies: ['a=1', 'b=2'],
      headers: { 'content-type': 'application/json', 'x-two': 'a' },
      requestContext: { http: { method: 'POST', path: '/webhooks/echo', sourceIp: '127.0.0.1' }, stage: '$default' },
      body: '{"é":1}',
      isBase64Encoded: false,
    });
  });

  it('hands over anything but text as base64', async () => {
    const url = await gatewayTo(ECHO);
    for (const type of ['application/octet-stream', 'application/x-www-form-urlencoded']) {
      const response = await fetch(url, { method: 'POST', body: 'a=%00', headers: { 'content-type': type } });
      expect(await response.json()).toMatchObject({ isBase64Encoded: true, body: Buffer.from('a=%00').toString('base64') });
    }
  });

  it('hands over what a parameter of the route stands for, unescaped', async () => {
    const origin = new URL(await gatewayTo(ECHO)).origin;
    for (const [segment, secret] of [
      ['a-b_c', 'a-b_c'],
      ['%61%2Fb', 'a/b'],
      ['%ff', '%ff'],
      ['{secret}', '{secret}'],
    ]) {
      const response = await fetch(`${origin}/webhooks/shown/${segment}`, { method: 'POST' });
      expect(await response.json()).toMatchObject({ routeKey: 'POST /webhooks/shown/{secret}', pathParameters: { secret } });
    }
    for (const path of ['shown', 'shown/', 'shown/a/b', 'echo/a'])
      expect((await fetch(`${origin}/webhooks/${path}`, { method: 'POST' })).status, path).toBe(404);
  });

  it('knows only the routes it was given', async () => {
    const url = await gatewayTo(ECHO);
    for (const [method, path] of [
      ['GET', url],
      ['POST', `${url}/`],
      ['POST', `${url}x`],
    ] as const) {
      const response = await fetch(path, { method });
      expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
    }
  });

  it('tells of what nobody took, whoever answers beside it', async () => {
    const told: string[] = [];
    const gateway = await startGateway({ onAnswer: ({ routeKey, asked, status }) => told.push(`${routeKey} ${status} ${asked}`) });
    onTestFinished(async () => gateway.close());
    const statuses: Readonly<Record<string, number>> = { '/': 403, '/page': 200, '//webhooks/stripe': 400 };
    gateway.besides(({ url = '' }, response) => void response.writeHead(statuses[url] ?? 404).end());
    const posted = async (path: string, headers = {}) => fetch(`${gateway.url}${path}`, { method: 'POST', headers });
    for (const path of ['/', '/webhook/stripe', '//webhooks/stripe', '/webhooks/nobody', '/page']) await posted(path);
    await posted('/api/parked', { 'x-console-token': 'of an older page' });
    expect(told).toEqual(['- 403 POST /', '- 404 POST /webhook/stripe', '- 400 POST //webhooks/stripe', '- 404 POST /webhooks/nobody']);
  });

  it('takes no address that names a host: which path is meant there each reader decides for itself', async () => {
    const url = new URL(await gatewayTo(ECHO));
    for (const path of [`//x${url.pathname}`, url.href]) {
      const [response] = (await once(request(url, { method: 'POST', path }).end(), 'response')) as [IncomingMessage];
      expect(response.resume().statusCode, path).toBe(404);
    }
  });

  it('refuses a body over 10 MB', async () => {
    const response = await fetch(await gatewayTo(ECHO), { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  it('answers 500 when the function fails, 503 when it is slow', async () => {
    const failing = await fetch(await gatewayTo('export const handler = async () => { throw new Error("no"); };'), { method: 'POST' });
    expect([failing.status, await failing.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    const slow = await fetch(await gatewayTo('export const handler = async () => new Promise(() => {});', 100), { method: 'POST' });
    expect([slow.status, await slow.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });
});
