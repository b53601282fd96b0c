import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { identityOf } from '../../../shared/webhook/read.ts';
import { clerk } from './provider.ts';

const become = (type: string, data: object) => commandsOf(clerk.events[type]?.({ type, timestamp: 1_772_870_400_650, data }) ?? []);
const identify = (payload: object, headers: Record<string, string> = {}) =>
  identityOf(payload, { provider: clerk, request: { headers, body: Buffer.alloc(0) } });
const user = (data: object) => become('user.updated', { id: 'user_q', email_addresses: [], phone_numbers: [], ...data })[0]?.customer;
const address = (id: string, status: string) => ({ id, email_address: `${id}@example.com`, verification: { status } });
const payer = { user_id: 'user_q', email: 'quirk@example.com' };
const item = (data: object) => become('subscriptionItem.active', { id: 'csub_item_q', payer, plan: { name: 'Gold' }, ...data });
const attempt = (data: object) =>
  become('paymentAttempt.updated', {
    id: 'cpayatt_q',
    status: 'paid',
    payer,
    totals: { grand_total: { amount: 1900, currency: 'USD' } },
    ...data,
  });

describe('clerk', () => {
  it('takes the primary address wherever it stands in the list, verified or not', () => {
    const list = [address('first', 'verified'), address('second', 'unverified')];
    expect(user({ email_addresses: list, primary_email_address_id: 'second' })).toMatchObject({ email: 'second@example.com' });
  });

  it('without a primary address takes the first that was verified, or none', () => {
    const claimed = address('claimed', 'unverified');
    expect(user({ email_addresses: [claimed, address('proved', 'verified')] })).toMatchObject({ email: 'proved@example.com' });
    expect(user({ email_addresses: [claimed] })).toEqual({ id: 'user_q' });
    expect(user({ email_addresses: null, first_name: null })).toEqual({ id: 'user_q' });
  });

  it("prefers the team's own id and keeps Clerk's as an alias", () => {
    expect(user({ external_id: '48213' })).toEqual({ id: '48213', aliases: ['user_q'] });
    for (const none of ['', 'null', 'undefined']) expect(user({ external_id: none })).toEqual({ id: 'user_q' });
  });

  it('takes the id from the header, and none when it is missing', () => {
    expect(identify({ type: 'user.created' }, { 'svix-id': 'msg_q' }).id).toBe('msg_q');
    expect(identify({ type: 'user.created' }).id).toBeNull();
  });

  it('calls what the dashboard sends as an example a test, and other instances live', () => {
    expect(identify({ type: 'user.created', instance_id: 'ins_123' }).mode).toBe('test');
    expect(identify({ type: 'user.created', instance_id: 'ins_2jOS0H1GkdbKkFvgJZJVKlMa7X1' }).mode).toBe('live');
    expect(identify({ type: 'user.created' }).mode).toBe('live');
  });

  it('counts a settled attempt once, however often it is updated', () => {
    const id = (status: string, delivery: string) =>
      identify({ type: 'paymentAttempt.updated', data: { id: 'cpayatt_q', status } }, { 'svix-id': delivery }).id;
    expect(id('paid', 'msg_1')).toBe(id('paid', 'msg_2'));
    expect(new Set([id('failed', 'msg_1'), id('paid', 'msg_1'), id('pending', 'msg_1'), id('pending', 'msg_2')]).size).toBe(4);
  });

  it('says nothing of a payment of nothing, by which a free trial begins', () => {
    const nothing = { totals: { grand_total: { amount: 0, currency: 'USD' } } };
    expect(attempt({ ...nothing, charge_type: 'checkout' })).toEqual([]);
    expect(attempt({ ...nothing, status: 'failed' })).toEqual([]);
  });

  it('takes the end of a trial for near only before it', () => {
    const ends = (period_end: number | string) => become('subscriptionItem.freeTrialEnding', { id: 'csub_item_q', payer, period_end });
    expect(ends(1_773_000_000_000)).toMatchObject([{ event: { name: 'trial_ending' } }]);
    for (const over of [1_772_870_400_000, '2026-03-07T08:00:00Z', 1_772_870_400]) expect(ends(over)).toEqual([]);
    expect(ends(1_773_000_000)).toHaveLength(1);
  });

  it('tells a sign-in of whom it is, by the id of the user events, and none of who acts as them', () => {
    const session = (data: object) => become('session.created', { id: 'sess_q', user_id: 'user_q', ...data });
    expect(session({ actor: null, user: { external_id: '48213' } })).toMatchObject([
      { customer: { id: '48213', aliases: ['user_q'] }, event: { name: 'signed_in' }, occasion: 'session:sess_q:created' },
    ]);
    expect(session({ user: null })).toMatchObject([{ customer: { id: 'user_q' } }]);
    expect(session({ actor: { sub: 'user_admin' } })).toEqual([]);
  });

  it('makes who waits known by the address, and tells no sign-up', () => {
    const waiting = (email_address: unknown) => clerk.events['waitlistEntry.created']?.({ data: { id: 'wait_q', email_address } });
    expect(waiting('Quirk@Example.com')).toMatchObject([{ type: 'upsert-customer', customer: { email: 'quirk@example.com' } }]);
    expect(waiting('quirk@example.com')).toHaveLength(1);
    expect(waiting(null)).toBe('nobody');
  });

  it('knows a payer without a user by the address, unless it is an organization', () => {
    expect(item({ payer: { email: 'Quirk@example.com' } })).toMatchObject([{ customer: { email: 'quirk@example.com' } }]);
    expect(clerk.events['subscriptionItem.active']?.({ data: { id: 'csub_item_q', payer: {} } })).toBe('nobody');
  });

  it('loses no user over a detail of another form', () => {
    const odd = {
      external_id: 48_213,
      first_name: { en: 'Q' },
      phone_numbers: {},
      created_at: 'yesterday',
      email_addresses: [null, address('a', 'verified')],
    };
    expect(become('user.created', { id: 'user_q', ...odd })[1]).toMatchObject({
      customer: { id: '48213', aliases: ['user_q'], email: 'a@example.com' },
      unread: ['occurredAt'],
    });
  });

  it('tells a first payment from a renewal, and waits while one is pending', () => {
    expect(attempt({ charge_type: 'checkout' })).toMatchObject([{ event: { name: 'purchase_completed' } }]);
    expect(attempt({ charge_type: 'recurring' })).toMatchObject([{ event: { name: 'subscription_renewed' } }]);
    expect(attempt({ charge_type: 'recurring', status: 'pending' })).toEqual([]);
  });

  it('starts no subscription for the free plan, an organization, or one that was past due', () => {
    expect(item({})).toMatchObject([{ event: { name: 'subscription_started' } }]);
    expect(item({ plan: { name: 'Free', is_default: true } })).toEqual([]);
    expect(item({ payer: { organization_id: 'org_q', email: 'billing@example.com' } })).toEqual([]);
    expect(item({ past_due_at: 1_772_870_000_000 })).toMatchObject([{ event: { name: 'subscription_changed' } }]);
  });
});
