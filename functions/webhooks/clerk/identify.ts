import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { Any, Settled } from './schema.ts';

/** The instance of the examples that the dashboard sends is `ins_123`; a real one has 27 letters and digits. */
const EXAMPLE = /^ins_\w{0,9}$/;

/** The body has no id, and nothing tells a development instance from production: each has a secret of its own. An attempt is settled once. */
export function identify(_request: WebhookRequest, payload: unknown): Identity {
  const { type, instance_id: instance } = Any.parse(payload);
  const settled = Settled.safeParse(payload).data?.data;
  return { type, id: settled ? `attempt:${settled.id}:${settled.status}` : null, mode: EXAMPLE.test(instance ?? '') ? 'test' : 'live' };
}
