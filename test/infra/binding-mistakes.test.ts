import { expect, it } from 'vitest';

import { bindingMistakes } from '../../infra/binding-mistakes.ts';
import type { AnyBindings } from '../../shared/bunce/binding.ts';
import { paystack } from '../../functions/webhooks/paystack/provider.ts';
import { stripe } from '../../functions/webhooks/stripe/provider.ts';

const mistakes = (events: AnyBindings): readonly string[] =>
  bindingMistakes({ events, ownEvents: { loan_due: { dueAt: 'time', n: 'number' } } }, { paystack, stripe });
const to = (event: string) => ({ event, parameters: {} });

it('a list of bindings that can all be reached has no mistake', () => {
  expect(
    mistakes({
      purchase_completed: [{ when: { provider: 'paystack' }, ...to('A') }, { when: { type: 'invoice.*' }, ...to('B') }, to('C')],
    }),
  ).toEqual([]);
});

it('one that nothing ever comes to is named, with what comes before it', () => {
  expect(mistakes({ purchase_completed: [to('A'), { when: { provider: 'stripe' }, ...to('B') }, null] })).toEqual([
    'events.purchase_completed[1]: nothing ever comes to it, for whatever fits it fits events.purchase_completed[0] before it; put it first, or leave it out',
    'events.purchase_completed[2]: nothing ever comes to it, for whatever fits it fits events.purchase_completed[0] before it; put it first, or leave it out',
  ]);
});

it('a provider that is not enabled and a type that nobody sends are named, with the nearest', () => {
  expect(
    mistakes({
      purchase_completed: [
        { when: { provider: 'paystck' }, ...to('A') },
        { when: { provider: 'paystack', type: 'charge.sucess' }, ...to('B') },
      ],
    }),
  ).toEqual([
    'events.purchase_completed[0].when.provider: no provider "paystck" is enabled; did you mean paystack?',
    'events.purchase_completed[1].when.type: no event type that counts is called "charge.sucess"; did you mean charge.success?',
  ]);
});

it('a type that no value can have is named', () => {
  const parameters = {
    A: { from: 'dueAt', type: 'numeric' },
    B: { from: 'n', type: 'timestamp' },
    C: { from: 'n', type: 'text' },
  } as const;
  expect(mistakes({ loan_due: { event: 'Due', parameters } })).toEqual([
    'events.loan_due.parameters.A.type: of dueAt, which is a time, no numeric can be made',
    'events.loan_due.parameters.B.type: of n, which is a number, no timestamp can be made',
  ]);
});
