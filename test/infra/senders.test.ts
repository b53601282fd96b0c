import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import type { GenericSource } from '../../shared/webhook/generic-source.ts';
import { everything, resourcesOf, synthesized } from './synthesized.ts';

const generic: Readonly<Record<string, GenericSource>> = {
  squad: { scheme: 'hmac', signature: { mode: 'hmac', header: 'x-squad-signature', algorithm: 'sha512' }, on: {} },
  'legacy-shop': { scheme: 'hmac', signature: { mode: 'hmac', header: 'x-sign', encoding: 'base64' }, on: {} },
  mpesa: { scheme: 'hmac', signature: { mode: 'path' }, on: {} },
  moniepoint: { scheme: 'hmac', signature: { mode: 'query', parameter: 'token' }, on: {} },
};
const template = synthesized({ ...everything, providers: {}, identity: 'squad', generic });

const Formatted = z.object({ AccessLogSettings: z.object({ Format: z.string() }) });
const named = (type: string): readonly string[] => Object.keys(resourcesOf(template, type)).map((id) => id.replace(/[0-9A-F]{8}$/, ''));

describe('senders of the config', () => {
  it('of one scheme have a function and a secret each', () => {
    const names = ['Squad', 'LegacyShop', 'Mpesa', 'Moniepoint'];
    expect(named('AWS::Lambda::Function')).toEqual(expect.arrayContaining(names.map((name) => `${name}Receiver`)));
    expect(named('AWS::SecretsManager::Secret')).toEqual(expect.arrayContaining(names.map((name) => `${name}Secret`)));
  });

  it('have a route each; a secret in the path has a place in it', () => {
    const routes = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties['RouteKey']);
    expect(routes.toSorted()).toEqual([
      'POST /webhooks/legacy-shop',
      'POST /webhooks/moniepoint',
      'POST /webhooks/mpesa/{secret}',
      'POST /webhooks/squad',
    ]);
  });

  it('show their secret in no access log: it holds the route, and neither path, query nor header', () => {
    const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Stage'));
    const { Format } = Formatted.parse(stage?.Properties).AccessLogSettings;
    expect(Object.values(z.record(z.string(), z.string()).parse(JSON.parse(Format)))).toEqual([
      '$context.requestId',
      '$context.requestTime',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.integration.status',
      '$context.integrationStatus',
      '$context.identity.sourceIp',
      '$context.integrationErrorMessage',
      '$context.error.message',
    ]);
  });
});
