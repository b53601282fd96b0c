import { describe, expect, it } from 'vitest';

import { BUNCE_SANDBOX, defineConfig } from '../../entries/index.ts';
import { stageOf } from '../../shared/config/config.ts';

const base = { bunce: { baseUrl: BUNCE_SANDBOX }, identity: 'clerk', defaultCountry: 'NG' } as const;
const ownEvents = { loan_disbursed: { amount: 'money', fee: 'money', loanId: 'text', dueAt: 'time', count: 'number' } } as const;

const providers = { clerk: {}, paystack: { metadata: ['kind'] } } as const;
const known = { ...base, providers };
const lender = <const Rule>(rule: Rule) => ({ a: { scheme: 'standard-webhooks', on: { x: rule } } }) as const;

describe('the compiler', () => {
  it('knows own events in bindings, functions and senders', () => {
    const config = defineConfig({
      ...base,
      providers: { clerk: {}, paystack: { metadata: ['kind'], events: { except: ['subscription.*'] }, customerId: 'metadata.user_id' } },
      ownEvents,
      generic: {
        lender: {
          scheme: 'standard-webhooks',
          on: {
            'loan.paid': {
              event: 'loan_disbursed',
              accountId: '$.user',
              amount: { value: '$.amount', unit: 'minor' },
              currency: 'NGN',
              loanId: '$.id',
              dueAt: '$.due',
            },
          },
        },
      },
      events: {
        loan_disbursed: {
          event: 'Loan disbursed',
          parameters: {
            Amount: 'amount',
            Fee: 'fee',
            'Fee in': 'feeCurrency',
            Due: 'dueAt',
            Loan: ({ properties: { loanId } }) => loanId?.toUpperCase(),
            Twice: ({ properties: { count = 0 } }) => count * 2,
          },
        },
        purchase_completed: [
          { when: { provider: 'paystack', metadata: { kind: 'topup' } }, event: 'Wallet funded', parameters: { Amount: 'amount' } },
          { when: { provider: 'clerk' }, event: null },
          { when: (_event, { metadata }) => metadata.kind === 'order', event: 'Order placed', parameters: { Note: 'metadata.note' } },
          null,
        ],
      },
    });
    expect(stageOf(config, 'default').ownEvents).toEqual(ownEvents);
  });

  it('says what no event, property, key or provider is called', () => {
    const wrong = [
      // @ts-expect-error: no event is called so.
      () => defineConfig({ ...known, ownEvents, events: { loan_disbused: { event: 'X', parameters: {} } } }),
      // @ts-expect-error: the event has no such property.
      () => defineConfig({ ...known, ownEvents, events: { loan_disbursed: { event: 'X', parameters: { Id: 'loanid' } } } }),
      // @ts-expect-error: the key is not listed.
      () => defineConfig({ ...known, events: { signed_up: [{ when: (_, { metadata: { size } }) => Boolean(size), event: null }] } }),
      // @ts-expect-error: no provider is called so, and it says of none that it is one.
      () => defineConfig({ ...base, providers: { clerk: {}, paystak: {} }, events: {} }),
      // @ts-expect-error: of a property that is money the unit must be said.
      () => defineConfig({ ...known, ownEvents, events: {}, generic: lender({ event: 'loan_disbursed', fee: '$.fee' }) }),
      // @ts-expect-error: what a property is.
      () => defineConfig({ ...known, ownEvents: { loan_disbursed: { amount: 'cash' } }, events: {} }),
    ];
    expect(wrong).toHaveLength(6);
  });

  it('takes another of a built-in provider, and own providers by name', () => {
    defineConfig({ ...base, providers: { clerk: {}, 'paystack-gh': { is: 'paystack' } }, events: {} });
    defineConfig<'acme'>({ ...base, providers: { clerk: {}, acme: { metadata: ['x'] } }, events: {} });
    defineConfig<'acme', typeof ownEvents>({ ...base, providers: { clerk: {}, acme: {} }, ownEvents, events: { loan_disbursed: null } });
    expect(true).toBe(true);
  });
});
