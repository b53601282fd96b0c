import { paystack } from '../../functions/webhooks/paystack/provider.ts';
import { customer, track } from '../../shared/bunce/command.ts';
import { type Envelope, envelopeOf } from '../../shared/queue/envelope.ts';
import type { Parked } from '../../shared/queue/parked.ts';
import { parkedWebhook } from '../../shared/webhook/unreadable.ts';

const DAY = 86_400_000;
const ago = (days: number): Date => new Date(Date.now() - days * DAY);

export interface Bought {
  readonly id: string;
  readonly email?: string;
  readonly customerId?: string;
  /** Days since it happened. */
  readonly age?: number;
}

/** Two events of one paystack webhook; a payment that failed has a maxAge in the config. */
export function envelope({ id, email, customerId, age = 0 }: Bought): Envelope {
  const who = customer({ id: customerId, email });
  const commands = (['payment_failed', 'purchase_completed'] as const).map((name) =>
    track(name, { customer: who, occurredAt: ago(age).toISOString() }),
  );
  return envelopeOf({ provider: 'paystack', identity: { type: 'charge', id, mode: 'live' }, receivedAt: ago(age) }, commands);
}

/** Parked by the consumer, with one of its commands or with all. */
export function rejected(bought: Bought, only?: number): Parked {
  const whole = envelope(bought);
  const commands = only === undefined ? whole.commands : whole.commands.slice(only, only + 1);
  return {
    v: 1,
    id: whole.id,
    provider: 'paystack',
    type: 'charge',
    generation: 0,
    reason: 'rejected',
    detail: 'Bunce refused it',
    parkedAt: new Date().toISOString(),
    firstReceivedAt: whole.receivedAt,
    receiveCount: 1,
    step: 'track-event',
    version: 'test',
    envelope: { ...whole, commands },
  };
}

/** Parked by the receiver. */
export const unreadable = (id: string, body: Buffer | string): Parked =>
  parkedWebhook({
    provider: paystack,
    request: { headers: {}, body: Buffer.from(body) },
    type: 'charge.success',
    id,
    cause: 'data.id: expected number',
    now: new Date(),
  });
