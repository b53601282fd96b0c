import { describe, expect, it } from 'vitest';

import { openEditor } from './editor.ts';

const config = (rest: string): string => `
import { BUNCE_SANDBOX, defineConfig } from '../../entries/index.ts';
export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  defaultCountry: 'NG',
  providers: { clerk: {}, paystack: { metadata: ['kind', 'order_id'] } },
  ownEvents: { loan_disbursed: { amount: 'money', loanId: 'text', dueAt: 'time' } },
  ${rest}
});`;

describe('an editor offers', () => {
  it('names of events, properties, keys and providers where they are written', { timeout: 60_000 }, async () => {
    const editor = openEditor();
    await editor.start();
    const offered = async (rest: string) => editor.complete(config(rest));
    expect(await offered('events: { ¦ }')).toEqual(expect.arrayContaining(['purchase_completed', 'trial_ending', 'loan_disbursed']));
    const parameter = await offered(`events: { loan_disbursed: { event: 'Loan', parameters: { Due: '¦' } } }`);
    expect(parameter).toEqual(expect.arrayContaining(['dueAt', 'loanId', 'currency', 'provider', 'customer.email']));
    expect(parameter).not.toContain('paymentMethod');
    const keys = await offered(`events: { signed_up: { event: 'A', parameters: { K: (_, { metadata }) => metadata.¦ } } }`);
    expect(keys).toEqual(expect.arrayContaining(['kind', 'order_id']));
    const rule = await offered(`generic: { lender: { scheme: 'standard-webhooks', on: { x: { event: '¦' } } } }, events: {}`);
    expect(rule).toEqual(expect.arrayContaining(['loan_disbursed', 'refund_issued']));
    expect(await offered('events: {}, stages: { live: { ¦ } }')).toEqual(expect.arrayContaining(['testEvents', 'delivery']));
    const settings = await editor.complete(config('events: {}').replace('clerk: {}', 'clerk: {}, stripe: { ¦ }'));
    expect(settings).toEqual(expect.arrayContaining(['tolerance', 'events', 'customerId', 'metadata', 'is']));
  });
});
