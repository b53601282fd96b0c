import { describe, expect, it } from 'vitest';

import type { AnyBinding, AnyBindings, Binding, Bindings } from '../../../shared/bunce/binding.ts';
import type { EventProperties } from '../../../shared/bunce/event.ts';
import { type Config, stageOf } from '../../../shared/config/config.ts';

const settled = (events: AnyBindings) => {
  const config: Config = {
    bunce: { baseUrl: 'https://b.example.com/v1' },
    identity: 'clerk',
    defaultCountry: 'NG',
    providers: { clerk: {} },
    events,
  };
  return stageOf(config, 'default');
};

const misspelt: Bindings = {
  // @ts-expect-error: purchase_completed has no property "reasn".
  purchase_completed: { event: 'Bought', parameters: { X: 'reasn' } },
  // @ts-expect-error: what one event has another may lack.
  signed_up: { event: 'Joined', parameters: { Reason: 'reason' } },
  // @ts-expect-error: an attribute reads the same properties.
  refund_issued: {
    event: 'Refunded',
    attributes: { Last: { from: 'plan' } },
    parameters: { Reason: 'reason', Cents: { from: 'amount', default: 0 }, Source: { default: 'webhook' }, Code: (event) => event.name },
  },
};

// @ts-expect-error: the list of our events is closed.
const unknown: Bindings = { purchase_complete: { event: 'Bought', parameters: {} } };

describe('a binding', () => {
  it('of one event serves where any is taken', () => {
    const bound: Binding<EventProperties['signed_up']> = { event: 'Joined', parameters: { How: 'method' } };
    const any: AnyBinding = bound;
    expect(any.parameters).toEqual({ How: 'method' });
  });

  it('that names no property of its event is refused with its place and the nearest one', () => {
    expect(() => settled(misspelt)).toThrow(
      /events\.purchase_completed\.parameters\.X: purchase_completed has no property "reasn"; it has amount, currency/,
    );
    expect(() => settled(misspelt)).toThrow(/events\.refund_issued\.attributes\.Last\.from: refund_issued has no property "plan"/);
    expect(() => settled(unknown)).toThrow(/events\.purchase_complete: no such event; did you mean purchase_completed\?/);
  });

  it('that is no path, function or detailed form is refused with the forms there are', () => {
    const five: object = { signed_up: { event: 'Joined', parameters: { X: 5 } } };
    expect(() => settled({ ...five })).toThrow(/events\.signed_up\.parameters\.X: expected the name of a property, a function/);
  });
});
