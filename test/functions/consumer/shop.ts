import type { Command } from '../../../shared/bunce/command.ts';
import { type Envelope, envelopeOf } from '../../../shared/queue/envelope.ts';
import { defineConfig } from '../../../shared/config/config.ts';

/** A small shop: Clerk says who people are, Paystack what they buy. */
export const CONFIG = defineConfig({
  bunce: { baseUrl: 'http://127.0.0.1/v1' },
  identity: 'clerk',
  defaultCountry: 'NG',
  providers: { clerk: {}, paystack: {} },
  events: {
    signed_up: { event: 'Signed up', parameters: { 'Signed up at': 'occurredAt' } },
    purchase_completed: {
      event: 'Purchase',
      parameters: { Amount: { from: 'amount', required: true }, Reference: 'reference' },
      attributes: { 'Last purchase at': 'occurredAt' },
    },
    payment_failed: { event: 'Failed', parameters: { Reason: 'reason' }, maxAge: '1h' },
    refund_issued: { event: 'Refund', parameters: { Reason: 'reason' }, onAmbiguous: 'park' },
  },
  attributes: { identityStatus: 'Identity' },
});

let made = 0;

/** What the receiver of a provider would queue. */
export function envelope(provider: string, ...commands: readonly Command[]): Envelope {
  made += 1;
  const identity = { type: 'test', id: `event-${made}`, mode: 'live' as const };
  return envelopeOf({ provider, identity, receivedAt: new Date() }, commands);
}
