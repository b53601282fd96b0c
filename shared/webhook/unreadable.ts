import { packBody, type Parked } from '../queue/parked.ts';
import { VERSION } from '../runtime/version.ts';
import type { WebhookRequest } from './request.ts';

export interface UnreadableWebhook {
  readonly provider: string;
  readonly request: WebhookRequest;
  readonly type: string | null;
  readonly id: string;
  readonly cause: string;
  readonly now: Date;
}

/** Headers that prove or authorise something, or say where the sender is: never kept. */
const SECRET_HEADER = /authorization|cookie|signature|hmac|hash|secret|token|^x-forwarded|^via$/;

/** The webhook as it came in, to be read again by tomorrow's code. */
export function parkedWebhook({ provider, request, type, id, cause, now }: UnreadableWebhook): Parked {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !SECRET_HEADER.test(name)));
  return {
    v: 1,
    id: `${provider}/${id}`,
    provider,
    type,
    generation: 0,
    reason: 'unreadable',
    detail: cause,
    parkedAt: now.toISOString(),
    firstReceivedAt: now.toISOString(),
    receiveCount: 0,
    step: 'map',
    version: VERSION,
    raw: { body: packBody(request.body), headers },
  };
}
