import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { segment } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const become = (type: string, event: object) => commandsOf(segment.events[type]?.({ userId: 'u1', event: type.slice(7), ...event }) ?? []);
const now = new Date('2026-01-01T00:00:00Z');

describe('segment', () => {
  it('refuses a batch even when its whole text carries a signature', async () => {
    const body = Buffer.from('[{"type":"identify","userId":"u1"}]');
    const whole = segment.signature.sign({ body: body.subarray(1, -1), secret: 's', now, id: '' });
    expect(await verify(segment.signature, { request: { headers: whole, body }, secrets: ['s'], now })).toBe('malformed');
  });

  it('reads orders in camel case, without time or message id', () => {
    const properties = { orderId: 'o1', revenue: 25, currency: 'USD', products: 'many' };
    expect(become('track: Order Completed', { properties })).toMatchObject([{ event: { properties: { amount: 2500, reference: 'o1' } } }]);
    expect(segment.identify({ headers: {}, body: Buffer.from('{}') }, { action: 'track', event: 'x' }).id).toMatch(/^[0-9a-f]{16}$/);
  });

  it('leaves the amount out where no currency is named', () => {
    expect(become('track: Order Completed', { properties: { total: 5 } })).toMatchObject([{ event: { properties: {} } }]);
  });

  it('takes traits that are no text for missing', () => {
    const traits = { email: { primary: 'x' }, firstName: 7, name: ['a'], phone: '0803' };
    expect(become('identify', { traits })).toMatchObject([{ customer: { id: 'u1', phone: '0803' } }, {}]);
  });

  it('tells devices apart by their id, and apps on one of them', () => {
    const device = { type: 'ios', token: 't', id: 'phone' };
    const idOf = (context: object) => become('identify', { context }).map((each) => (each.type === 'add-devices' ? each.devices : each));
    expect(idOf({ device })).toEqual([[device]]);
    expect(idOf({ device, app: { namespace: 'com.example.shop' } })).toEqual([[{ ...device, id: 'com.example.shop#phone' }]]);
    expect(idOf({ device: { ...device, id: 7 }, app: 'x' })).toEqual([[{ type: 'ios', token: 't' }]]);
  });

  it('knows the person of a track call by its context', () => {
    const context = { traits: { email: 'quirk@example.com' } };
    expect(become('track: Signed Up', { userId: null, context })).toMatchObject([{ customer: { email: 'quirk@example.com' } }, {}]);
  });
});
