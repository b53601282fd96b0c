import { describe, expect, it } from 'vitest';

import { commandsOf } from '../../../shared/webhook/provider.ts';
import { clerk } from './provider.ts';

const become = (type: string, data: object) => commandsOf(clerk.events[type]?.({ type, timestamp: 1_772_870_400_650, data }) ?? []);
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
    expect(user({ external_id: '' })).toEqual({ id: 'user_q' });
  });

  it('takes the id from the header, and none when it is missing', () => {
    const identify = (headers: Record<string, string>) => clerk.identify({ headers, body: Buffer.alloc(0) }, { type: 'user.created' }).id;
    expect(identify({ 'svix-id': 'msg_q' })).toBe('msg_q');
    expect(identify({})).toBeNull();
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
