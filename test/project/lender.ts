import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { install } from './team.ts';

/** A lender with a shop: its accounts are Clerk's, its ids go along with payments, and its own back end tells of loans. */
const CONFIG = `import { BUNCE_SANDBOX, defineConfig } from 'bunce-sync';

export default defineConfig({
  bunce: { baseUrl: BUNCE_SANDBOX },
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: {
    clerk: { events: { except: ['paymentAttempt.*', 'subscriptionItem.*'] } },
    paystack: { customerId: 'metadata.user_id' },
    'paystack-gh': { is: 'paystack' },
    stripe: { customerId: 'metadata.user_id', choice: 'payment-intents', metadata: ['campaign'] },
  },
  ownEvents: { loan_disbursed: { amount: 'money', loanId: 'text', dueAt: 'time' } },
  generic: {
    lender: {
      scheme: 'hmac',
      signature: { mode: 'hmac', header: 'x-lender' },
      on: {
        'loan.paid': {
          event: 'loan_disbursed',
          accountId: '$.user',
          amount: { value: '$.amount', unit: 'minor' },
          currency: 'NGN',
          loanId: '$.loan',
          dueAt: '$.due',
        },
      },
    },
  },
  events: {
    signed_up: { event: 'Signed up', parameters: { 'Signed up at': 'occurredAt' } },
    loan_disbursed: { event: 'Loan disbursed', parameters: { Amount: 'amount', Loan: 'loanId', Due: 'dueAt' } },
    purchase_completed: [
      { when: { provider: 'paystack', metadata: { kind: 'topup' } }, event: 'Wallet funded', parameters: { Amount: 'amount' } },
      {
        event: 'Order placed',
        parameters: { Amount: 'amount', From: 'provider', Campaign: (_, { metadata: { campaign } }) => campaign?.toUpperCase() },
      },
    ],
  },
});
`;

/** Its folder, with the package as npm would have it there. */
export function lenderFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'bunce-sync-lender-'));
  install(root);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(root, 'bunce-sync.config.ts'), CONFIG);
  return root;
}
