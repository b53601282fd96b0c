import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { Any } from './schema.ts';

/** Only what happens at a connected account names an account. */
export function identify(_request: WebhookRequest, payload: unknown): Identity {
  const { id, type, livemode, account } = Any.parse(payload);
  return { type, id, mode: livemode === false ? 'test' : 'live', ...(account ? { foreign: true } : {}) };
}
