import { bodyMark } from '../../../shared/webhook/body-mark.ts';
import type { Identity } from '../../../shared/webhook/provider.ts';
import type { WebhookRequest } from '../../../shared/webhook/request.ts';
import { happening } from './moment.ts';
import { Any, type State, Topic } from './schema.ts';

/**
 * The delivery id changes with every resend and repeats within a second, so it is not used. Several webhooks tell of one payment,
 * created and updated, again on completion: all of them are one event, named for what happened.
 */
export function identify({ headers, body }: WebhookRequest, payload: unknown): Identity {
  const type = Topic.parse(headers['x-wc-webhook-topic']);
  const { id, ...state }: State & { readonly id?: string | null } = Any.parse(payload) ?? {};
  const [thing = ''] = type.split('.');
  const happened = happening(thing, state);
  const parts = happened ? [thing, id, happened.kind, happened.mark] : [type, id, ...(isOnce(type) ? [] : lastSave(state, body))];
  return { type, id: parts.filter(Boolean).join(':'), mode: 'live' };
}

/** A customer comes and goes once. */
const isOnce = (type: string): boolean => type === 'customer.created' || type === 'customer.deleted';

const lastSave = ({ status, date_modified_gmt: modified }: State, body: Buffer) => [status, modified ?? bodyMark(body)];
