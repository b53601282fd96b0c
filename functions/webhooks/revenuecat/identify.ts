import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { Any } from './schema.ts';

/** Nothing is paid in the Test Store, whatever the environment says. */
export function identify(_request: WebhookRequest, payload: unknown): Identity {
  const { type, id, environment, store } = Any.parse(payload).event;
  const isTest = environment?.toUpperCase() === 'SANDBOX' || store === 'TEST_STORE';
  return { type, id: String(id), mode: isTest ? 'test' : 'live' };
}
