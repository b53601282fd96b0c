import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { Any, Settled } from './schema.ts';

/** A refund that succeeds is created and updated in the same state, and counts once. */
export function identify(_request: WebhookRequest, payload: unknown): Identity {
  const { type } = Any.parse(payload);
  const refund = Settled.safeParse(payload).data;
  return { type, id: refund ? `refund:${refund.data.id}:succeeded` : null, mode: 'live' };
}
