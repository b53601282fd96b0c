import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { Any, paymentOf, Subject } from './schema.ts';

/** No delivery id: the event, its reference and the status; where there is no reference, the bytes. */
export function identify({ body }: WebhookRequest, payload: unknown): Identity {
  const { event, type, data } = Any.parse(payload);
  const [name, subject] = [event || type || '', Subject.parse(data)];
  const parts = [name, subject?.reference || paymentOf(name, subject) || bodyMark(body), subject?.status];
  return { type: name, id: parts.filter(Boolean).join(':'), mode: 'live' };
}
