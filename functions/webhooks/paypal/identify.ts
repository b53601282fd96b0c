import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { Any, isSandbox } from './schema.ts';

/** The sandbox is told by the host of its links, which are part of what is signed; that of its certificate is not. */
export function identify(_request: WebhookRequest, payload: unknown): Identity {
  const { event_type: type, id, links, resource } = Any.parse(payload);
  return { type, id, mode: [...links, ...(resource?.links ?? [])].some(({ href }) => isSandbox(href)) ? 'test' : 'live' };
}
