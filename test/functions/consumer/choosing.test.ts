import { expect, it } from 'vitest';

import { track } from '../../../shared/bunce/command.ts';
import { trackerOf } from '../../../shared/bunce/track-own.ts';
import { fromMajor } from '../../../shared/bunce/money.ts';
import { ADA } from './ada.ts';
import { openScene } from './scene.ts';
import { CONFIG, envelope } from './shop.ts';

const ownEvents = { loan_disbursed: { amount: 'money', fee: 'money', loanId: 'text', dueAt: 'time', count: 'number' } } as const;
const trackOwn = trackerOf(ownEvents);

const bought = (reference: string, metadata?: Record<string, string>) => ({
  ...track('purchase_completed', { customer: ADA, properties: { ...fromMajor('5', 'NGN'), reference } }),
  ...(metadata && { metadata }),
});

it('what the merchant attached chooses the event in Bunce, and null tells nothing without a word', async () => {
  const events = {
    ...CONFIG.events,
    purchase_completed: [
      { when: { metadata: { kind: 'topup' } }, event: 'Wallet funded', parameters: { Amount: 'amount', Kind: 'metadata.kind' } },
      { when: { provider: 'clerk' }, event: null },
      { event: 'Order placed', parameters: { Reference: 'reference', From: 'provider', Type: 'type', Mode: 'mode' } },
    ],
  } as const;
  const scene = await openScene({ config: { events } });
  await scene.send(
    envelope('paystack', bought('one', { kind: 'topup' })),
    envelope('paystack', bought('two')),
    envelope('clerk', bought('three')),
  );
  expect(await scene.invoke()).toEqual([]);
  const told = (await scene.events()).map(({ name, payload }) => ({ name, ...payload }));
  expect(told).toMatchObject([
    { name: 'Wallet funded', Amount: 5, Kind: 'topup' },
    { name: 'Order placed', Reference: 'two', From: 'paystack', Type: 'test', Mode: 'live' },
  ]);
  expect(scene.counts['unbound'] ?? 0).toBe(0);
  expect(await scene.parked()).toEqual([]);
});

it('a choice that throws has its own event parked, at once', async () => {
  const careless = (): boolean => {
    throw new TypeError('of undefined');
  };
  const scene = await openScene({
    config: { events: { ...CONFIG.events, purchase_completed: [{ when: careless, event: 'Purchase', parameters: {} }] } },
  });
  await scene.send(envelope('paystack', bought('one')));
  expect(await scene.invoke()).toEqual([]);
  expect(await scene.parked()).toMatchObject([{ reason: 'rejected', detail: expect.stringMatching(/binding throws TypeError/) }]);
});

const loan = () =>
  trackOwn('loan_disbursed', {
    customer: ADA,
    occurredAt: '2026-03-01T10:00:00.000Z',
    properties: {
      amount: fromMajor('1500.50', 'NGN'),
      fee: fromMajor('3', 'USD'),
      loanId: 'L-1',
      dueAt: '2026-04-01T00:00:00.000Z',
      count: 3,
    },
    occasion: 'loan:L-1:disbursed',
  });

it('an own event arrives with its amounts in major units, its times and its numbers', async () => {
  const parameters = {
    Amount: 'amount',
    In: 'currency',
    Fee: 'fee',
    'Fee in': 'feeCurrency',
    Loan: 'loanId',
    Due: 'dueAt',
    Count: 'count',
  } as const;
  const scene = await openScene({
    config: { ownEvents, events: { ...CONFIG.events, loan_disbursed: { event: 'Loan disbursed', parameters } } },
  });
  await scene.send(envelope('paystack', loan()));
  expect(await scene.invoke()).toEqual([]);
  expect(await scene.events()).toMatchObject([
    {
      name: 'Loan disbursed',
      payload: { Amount: 1500.5, In: 'NGN', Fee: 3, 'Fee in': 'USD', Loan: 'L-1', Due: '2026-04-01T00:00:00Z', Count: 3 },
    },
  ]);
});

it('an own event that nobody binds is counted; one that the config does not name waits for the deploy that does', async () => {
  const scene = await openScene({ config: { ownEvents } });
  await scene.send(envelope('paystack', loan()));
  expect(await scene.invoke()).toEqual([]);
  expect(scene.counts['unbound']).toBe(1);
  const older = await openScene();
  await older.send(envelope('paystack', loan()));
  expect(await older.invoke()).toHaveLength(1);
  expect(await older.parked()).toEqual([]);
});
