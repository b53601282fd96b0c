import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { standardWebhooks } from '../../../shared/webhook/standard-webhooks.ts';
import { polar } from './provider.ts';
import { verify } from '../../../shared/webhook/signature.ts';

const timestamp = '2026-01-01T00:00:00Z';
const become = (type: string, data: object) => commandsOf(polar.events[type]?.({ type, timestamp, data }) ?? []);
const subscription = (over: object) => ({
  id: 's',
  status: 'active',
  customer: { id: 'c' },
  started_at: timestamp,
  current_period_start: timestamp,
  ...over,
});
const names = (commands: readonly object[]) => commands.map((command) => ('event' in command ? command.event : command));

describe('polar', () => {
  it('refuses a signature made with the bytes behind the base64', async () => {
    const [body, now, secret] = [Buffer.from('{}'), new Date(timestamp), 'polar_whs_bG9jYWwtaG9vay1zZWNyZXQ'];
    const headers = standardWebhooks().sign({ body, secret, now, id: 'm' });
    expect(await verify(polar.signature, { request: { headers, body }, secrets: [secret], now })).toBe('mismatch');
  });

  it('tells the start of a subscription once', () => {
    const told = [...become('subscription.created', subscription({})), ...become('subscription.active', subscription({}))];
    expect(names(told)).toMatchObject([{ name: 'subscription_started' }]);
    const trial = { trial_end: '2026-01-08T00:00:00Z' };
    const tried = [
      ...become('subscription.created', subscription({ ...trial, status: 'trialing' })),
      ...become('subscription.active', subscription({ ...trial, current_period_start: '2026-01-08T00:00:00Z' })),
    ];
    expect(names(tried)).toMatchObject([{ name: 'subscription_started' }, { name: 'subscription_changed' }]);
  });

  it('counts a refund once, told at its creation and at its update', () => {
    const id = (type: string, status: string, delivery: string) =>
      polar.identify({ headers: { 'webhook-id': delivery }, body: Buffer.from('') }, { type, data: { id: 'r', status } }).id;
    expect(id('refund.created', 'succeeded', 'a')).toBe(id('refund.updated', 'succeeded', 'b'));
    expect([id('refund.created', 'pending', 'a'), id('order.paid', 'succeeded', 'b')]).toEqual(['a', 'b']);
  });

  it('keeps the id of Polar known beside the one of the team', () => {
    const told = become('customer.deleted', { id: 'c', external_id: 'own', email: 'Quirk@example.com' });
    expect(told).toMatchObject([{ customer: { id: 'own', aliases: ['c'], email: 'quirk@example.com' } }]);
  });
});
