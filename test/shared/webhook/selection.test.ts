import { describe, expect, it } from 'vitest';

import { clerk } from '../../../functions/webhooks/clerk/provider.ts';
import { stripe } from '../../../functions/webhooks/stripe/provider.ts';
import { customer, track } from '../../../shared/bunce/command.ts';
import { selectionOf } from '../../../shared/config/selection-of.ts';
import type { Provider } from '../../../shared/webhook/provider.ts';
import { read } from '../../../shared/webhook/read.ts';
import { configured, type Selection } from '../../../shared/webhook/selection.ts';

const typesOf = (provider: Provider, selection: Selection): readonly string[] =>
  Object.keys(configured(provider, { name: 'mine', selection }).events);

describe('a provider as the config wants it', () => {
  it('goes by its name there', () => {
    expect(configured(clerk, { name: 'clerk-eu', selection: {} })).toMatchObject({ name: 'clerk-eu', idHeader: 'svix-id' });
  });

  it('has only the events that are chosen, by name or by pattern', () => {
    expect(typesOf(clerk, { events: { only: ['user.*'] } })).toEqual(['user.created', 'user.updated', 'user.deleted']);
    expect(
      typesOf(clerk, { events: { except: ['subscription*', 'paymentAttempt.updated', 'session.created', 'waitlistEntry.created'] } }),
    ).toEqual(['user.created', 'user.updated', 'user.deleted']);
    expect(typesOf(clerk, { events: { only: ['user.'] } })).toEqual([]);
  });

  it('has the events of one family, and those of none', () => {
    const [usual, intents] = [typesOf(stripe, {}), typesOf(stripe, { choice: 'payment-intents' })];
    expect(usual).toContain('checkout.session.completed');
    expect(usual).not.toContain('payment_intent.succeeded');
    expect(intents).toContain('payment_intent.succeeded');
    // Who leaves a checkout is told of whatever tells payments.
    expect(intents.filter((type) => /^(checkout|invoice)/.test(type))).toEqual(['checkout.session.expired']);
    expect(intents).toContain('customer.subscription.created');
    const invoices = typesOf(stripe, { choice: 'invoices' });
    expect(invoices.filter((type) => /^(checkout|payment_intent)/.test(type))).toEqual(['checkout.session.expired']);
    expect(invoices).toContain('invoice.paid');
  });
});

describe('what a receiver is told to take', () => {
  it('are the keys that bindings and the list name, and what of the further events nobody binds', () => {
    const events = {
      purchase_completed: { event: 'A', parameters: { K: 'metadata.kind' } },
      signed_in: { event: 'B', parameters: {} },
      dispute_opened: null,
    };
    const { untold = [], ...selection } = selectionOf(
      { metadata: ['note'], customerId: 'metadata.id', is: 'clerk' },
      { name: 'x', events },
    );
    expect(selection).toEqual({ metadata: ['note', 'kind'], customerId: 'metadata.id' });
    expect(untold).toContain('dispute_opened');
    expect(untold).not.toContain('signed_in');
    expect(selectionOf({ customerId: 'user_id', metadata: 'kind', events: ['x'] }, { name: 'x' })).toEqual({});
  });

  const who = customer({ id: '1' });
  const telling = (commands: ReturnType<Provider['events'][string]>): Provider => ({
    ...clerk,
    identify: () => ({ type: 'x', id: '1', mode: 'live' }),
    events: { x: () => commands },
  });
  const reading = async (provider: Provider, untold: readonly string[]) =>
    read({
      provider,
      request: { headers: {}, body: Buffer.from('{}') },
      testEvents: 'send',
      selection: { untold },
      find: async () => undefined,
    });

  it('an event that nobody binds goes no further, but a trial’s end is a change then', async () => {
    const signedIn = track('signed_in', { customer: who });
    const bought = track('purchase_completed', { customer: who });
    expect(await reading(telling([signedIn]), ['signed_in'])).toMatchObject({ kind: 'ignored', why: 'unbound' });
    expect(await reading(telling([signedIn, bought]), ['signed_in'])).toMatchObject({ kind: 'read', commands: [bought] });
    expect(await reading(telling([signedIn]), [])).toMatchObject({ kind: 'read', commands: [signedIn] });
    const ending = track('trial_ending', { customer: who, properties: { plan: 'Pro' } });
    expect(await reading(telling([ending]), ['trial_ending'])).toMatchObject({
      kind: 'read',
      commands: [{ event: { name: 'subscription_changed', properties: { plan: 'Pro', status: 'trial ending' } } }],
    });
  });
});
