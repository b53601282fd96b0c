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
    expect(idOf({ device: { ...device, id: 7 }, app: 'x' })).toEqual([[{ type: 'ios', token: 't', id: '7' }]]);
    expect(idOf({ device: { ...device, id: {} } })).toEqual([[{ type: 'ios', token: 't' }]]);
  });

  it('knows the person of a track call by its context', () => {
    const context = { traits: { email: 'quirk@example.com' } };
    expect(become('track: Signed Up', { userId: null, context })).toMatchObject([{ customer: { email: 'quirk@example.com' } }, {}]);
  });

  const typeOf = (event: string) => segment.identify({ headers: {}, body: Buffer.from('') }, { type: 'track', event }).type;

  it.each([
    'Order Completed',
    'order completed',
    'order_completed',
    'orderCompleted',
    'Completed Order',
    'completed_order',
    ' Order Completed ',
  ])('knows an order by the name %j', (event) => {
    expect(typeOf(event)).toBe('track: Order Completed');
  });

  it.each(['Order_Refunded', 'Refunded Order', 'refund order'])('knows a refund by the name %j', (event) => {
    expect(typeOf(event)).toBe('track: Order Refunded');
  });

  it.each(['Order Completed Survey Shown', 'Reorder Completed', 'order-completed', 'Order  Completed'])(
    'takes %j for a name of its own',
    (event) => {
      expect(typeOf(event)).toBe(`track: ${event}`);
    },
  );

  const order = (properties: object, over: object = {}) =>
    become('track: Order Completed', { properties: { currency: 'NGN', ...properties }, ...over });

  it.each([
    [{ total: '$27.50', currency: 'USD' }, 2750],
    [{ total: '27,500.00' }, 2_750_000],
    [{ total: ' ', revenue: '₦1,500' }, 150_000],
    [{ total: 0, revenue: 25 }, 2500],
    [{ total: '₦0.00', revenue: 25 }, 2500],
    [{ total: '-₦5.00' }, -500],
    [{ total: '5', currency: '₦' }, 500],
  ])('reads what teams type: %j', (properties, amount) => {
    expect(order(properties)).toMatchObject([{ event: { properties: { amount } } }]);
  });

  it.each([
    { total: 'free' },
    { total: { amount: 5 } },
    { total: [5] },
    { total: 5, currency: '$' },
    { total: 5, currency: {} },
    { total: '1.500,50' },
  ])('tells the purchase and counts what is no amount: %j', (properties) => {
    const [told] = order(properties);
    expect(told).toMatchObject({ event: { name: 'purchase_completed' }, unread: ['amount'] });
    expect(told).not.toHaveProperty('event.properties.amount');
  });

  it.each([{ total: 0 }, { total: '0.00' }, { total: '', revenue: 0 }, { total: '₦0.00' }, { total: 0, currency: null }])(
    'tells no purchase and no refund of nothing: %j',
    (properties) => {
      expect(order(properties)).toEqual([]);
      expect(become('track: Order Refunded', { properties: { currency: 'NGN', ...properties } })).toEqual([]);
    },
  );

  it('tells of a refund what goes back, whatever its sign, and each one apart', () => {
    const refund = (messageId: string) =>
      become('track: Order Refunded', { messageId, properties: { order_id: 'o1', total: -5, currency: 'USD' } });
    expect(refund('m1')).toMatchObject([{ event: { properties: { amount: 500 } }, occasion: 'message:m1:refunded' }]);
    expect(refund('m2')).toMatchObject([{ occasion: 'message:m2:refunded' }]);
  });

  it('tells an order once, however often its page is loaded', () => {
    const occasions = ['m1', 'm2'].map((messageId) => order({ order_id: 'o1', total: 5 }, { messageId }));
    for (const told of occasions) expect(told).toMatchObject([{ occasion: 'order:o1:completed' }]);
  });

  it('tells a sign-in, a checkout and a cancelled order under the names of the spec and those that libraries give them', () => {
    expect(['signed_in', 'Signed In', 'Checkout Started', 'checkoutStarted', 'Order Cancelled', 'order canceled'].map(typeOf)).toEqual(
      ['Signed In', 'Signed In', 'Checkout Started', 'Checkout Started', 'Order Cancelled', 'Order Cancelled'].map(
        (name) => `track: ${name}`,
      ),
    );
    expect(become('track: Signed In', { messageId: 'm1', properties: { method: 'google' } })).toMatchObject([
      { event: { name: 'signed_in', properties: { method: 'google' } }, occasion: 'message:m1:signed-in' },
    ]);
    const cart = { order_id: 'o1', value: 5, currency: 'USD', products: [{ name: 'Kente' }] };
    expect(become('track: Checkout Started', { properties: cart })).toMatchObject([
      { event: { name: 'checkout_started', properties: { amount: 500, product: 'Kente' } }, occasion: 'order:o1:started' },
    ]);
    expect(become('track: Checkout Started', { properties: { ...cart, value: 0 } })).toEqual([]);
    expect(become('track: Order Cancelled', { properties: { ...cart, value: -5 } })).toMatchObject([
      { event: { name: 'order_cancelled', properties: { amount: 500 } }, occasion: 'order:o1:cancelled' },
    ]);
    expect(become('track: Order Cancelled', { properties: { ...cart, value: 0 } })).not.toHaveProperty('0.event.properties.amount');
  });

  it('loses no order over a detail', () => {
    const odd = { total: 5, order_id: { id: 5 }, products: { name: 'x' }, payment_method: ['card'] };
    expect(order(odd, { timestamp: 'yesterday', context: 7 })).toMatchObject([
      { event: { properties: { amount: 500 } }, unread: ['occurredAt'] },
    ]);
    expect(order(odd, { timestamp: 'yesterday', sentAt: '2026-03-14 09:26:53' })).toMatchObject([
      { event: { occurredAt: '2026-03-14T09:26:53.000Z' } },
    ]);
  });

  it.each([null, undefined, [], 'none'])('tells an order of which nothing is said: %j', (properties) => {
    expect(become('track: Order Completed', { messageId: 'm1', properties })).toMatchObject([{ occasion: 'message:m1:completed' }]);
  });

  it('finds whom an identify call reaches, whatever the library leaves blank and however the keys are spelt', () => {
    const traits = { Email: 'quirk@example.com', phone_number: '0803' };
    expect(become('identify', { userId: '', anonymousId: 'a1', traits })).toMatchObject([
      { customer: { email: 'quirk@example.com', phone: '0803' } },
      {},
    ]);
  });

  it('takes an e-mail for an e-mail where the id stands, and a number for a phone', () => {
    expect(become('identify', { userId: 'Quirk@Example.com', traits: { phone: 2348031234567, displayName: 'Quirk Q' } })).toMatchObject([
      { customer: { email: 'quirk@example.com', phone: '2348031234567', name: 'Quirk Q' } },
      {},
    ]);
  });
});
