import { stripe } from '../../functions/webhooks/stripe/provider.ts';
import { emptyPage, type Ledger, occasionPrint, pageKey, withEntry } from '../../functions/consumer/state/ledger.ts';
import { type Envelope, envelopeOf } from '../../shared/queue/envelope.ts';
import { commandsOf } from '../../shared/webhook/provider.ts';
import type { StripeEvent } from './stripe-api.ts';

let used = 0;

interface Told {
  /** Days since it happened. */
  readonly age?: number;
  readonly live?: boolean;
}

const event = <Thing extends object>(type: string, { object, age = 0.5, live = true }: Told & { readonly object: Thing }) => ({
  id: `evt_${(used += 1)}`,
  object: 'event',
  type,
  created: Math.floor(Date.now() / 1000 - age * 86_400),
  livemode: live,
  data: { object },
});

const money = { amount_paid: 2000, amount_due: 2000, currency: 'usd', customer: 'cus_ada', customer_email: 'ada@example.com' };

export const paid = (told: Told = {}) => event('invoice.paid', { object: { id: `in_${(used += 1)}`, ...money }, ...told });
export const failed = (told: Told = {}) => event('invoice.payment_failed', { object: { id: `in_${(used += 1)}`, ...money }, ...told });
export const changed = () => event('balance.available', { object: { object: 'balance' } });
export const actionRequired = () => event('invoice.payment_action_required', { object: { id: `in_${(used += 1)}`, ...money } });

/** As its receiver queues it. */
export const queued = (told: ReturnType<typeof paid>): Envelope =>
  envelopeOf(
    { provider: 'stripe', identity: { type: told.type, id: told.id, mode: 'live' }, receivedAt: new Date() },
    commandsOf(stripe.events[told.type]?.(told) ?? []),
  );

/** Notes an envelope as the consumer does once Bunce has taken it. */
export async function deliver(ledger: Ledger, { id: envelope, provider, commands }: Envelope): Promise<void> {
  for (const { id, command } of commands) {
    const page = emptyPage(pageKey({ envelope, customer: command.customer, command: id }));
    const occasion = command.type === 'track-event' ? occasionPrint(command.occasion && `${provider}:${command.occasion}`) : undefined;
    await ledger.write([withEntry(page, { id, entry: { state: 'delivered', generation: 0, occasion } })]);
  }
}

export const idsOf = (events: readonly StripeEvent[]): readonly string[] => events.map(({ id }) => `stripe/${id}`);
